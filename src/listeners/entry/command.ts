import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { errorFields } from '../../lib/log.ts';
import { ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS, refreshedText } from '../../slack/copy/answers-copy.ts';
import { helpText } from '../../slack/copy/command-copy.ts';
import { missingNames } from '../../slack/copy/form-notes.ts';
import { commandQuestion } from '../../slack/messages/command-question.ts';
import { mentionsIn } from '../../slack/reading/mention-marks.ts';
import { type FormDeps, NOT_OPENED, openForm } from '../form/form.ts';
import { type NamedFormDeps, openNamedForm } from '../form/form-with-names.ts';
import { listOf, type MyVideosDeps, statusOf } from '../home/my-videos-answers.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedCommand } from '../request/signed.ts';
import { readCommand } from './read-command.ts';

/** The outcome of a catalogue refresh. */
export type Refreshed =
  | { readonly kind: 'done'; readonly avatars: number; readonly voices: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface CommandDeps extends NamedFormDeps, MyVideosDeps {
  readonly refresh: () => Promise<Refreshed>;
  /** The app's handle, with its @. */
  readonly handle: () => string;
}

/** `/jogg`: acknowledges first; only the person who typed it sees answers in text. */
export function joggCommand(deps: CommandDeps) {
  return async ({
    command,
    ack,
    respond,
    client,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const asked = readCommand(command.text ?? '');
    if (asked.kind === 'help')
      return ack({ response_type: 'ephemeral', text: helpText(command.command, deps.handle()) });
    const access = await deps.accessResolver.access(signedCommand(command));
    const own = asked.kind === 'status' || asked.kind === 'list';
    const refusal = ownDenialText(access, own ? 'list' : 'make');
    if (refusal !== null) return ack({ response_type: 'ephemeral', text: refusal });
    const { workspace, user } = access;
    switch (asked.kind) {
      case 'near': {
        const { text, blocks } = commandQuestion(command.command, asked.meant, asked.script);
        return ack({ response_type: 'ephemeral', text, blocks });
      }
      case 'refresh':
        await ack({
          response_type: 'ephemeral',
          text: ANSWERS.refreshing,
        });
        await respond({ response_type: 'ephemeral', text: refreshed(deps, await deps.refresh()) });
        return;
      case 'status':
      case 'list': {
        await ack();
        const person = { workspace, user };
        const { text, blocks } =
          asked.kind === 'status'
            ? await statusOf(deps, client, person)
            : await listOf(deps, client, person, 0);
        await respond({ response_type: 'ephemeral', text, blocks });
        return;
      }
      case 'form': {
        await ack();
        const opening = {
          client,
          triggerId: command.trigger_id,
          workspace,
          user,
          metadata: { channel: command.channel_id, threadTs: null, parent: null },
          ownWords: true,
          answerUrl: command.response_url,
        };
        const marked = asked.script;
        // Without mentions the text is the script, unchanged.
        const opened = await (mentionsIn(marked).length === 0
          ? openForm(deps, { ...opening, script: marked })
          : openNamedForm(deps, { ...opening, marked, own: undefined, noticeOn: missingNames }));
        if (!opened)
          await respond({
            response_type: 'ephemeral',
            text: ANSWERS.notOpened,
          });
        return;
      }
      default:
        asked satisfies never;
    }
  };
}

/** "Use it as the script", below a word that resembles a command. */
export function takeAsScriptButton(deps: FormDeps) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user, channel }) => {
    const opened = await openForm(deps, {
      client: args.client,
      triggerId: args.body.trigger_id,
      workspace,
      user,
      script: pressedValue(args),
      ownWords: true,
      metadata: { channel, threadTs: null, parent: null },
    });
    return opened ? null : NOT_OPENED;
  });
}

function refreshed(deps: CommandDeps, outcome: Refreshed): string {
  if (outcome.kind === 'done') return refreshedText(outcome.avatars, outcome.voices);
  deps.logEvent('refresh_failed', errorFields(outcome.error));
  return ANSWERS.notRefreshed;
}
