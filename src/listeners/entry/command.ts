import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { errorFields } from '../../lib/log.ts';
import { ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS, refreshedText } from '../../slack/copy/answers-copy.ts';
import { helpText } from '../../slack/copy/command-copy.ts';
import { missingNames } from '../../slack/copy/form-notes.ts';
import { commandQuestion } from '../../slack/messages/command-question.ts';
import { mentionsIn } from '../../slack/reading/mention-marks.ts';
import { type FormDeps, NOT_OPENED, openForm } from '../form/form.ts';
import { type FormWithNamesDeps, openFormWithNames } from '../form/form-with-names.ts';
import { listReply, type MyVideosDeps, statusReply } from '../home/my-videos-answers.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onOwnPress } from '../request/on-press.ts';
import { signedCommand } from '../request/signed-request.ts';
import { readCommand } from './read-command.ts';

/** The result of a catalogue refresh. */
export type RefreshResult =
  | { readonly kind: 'done'; readonly avatars: number; readonly voices: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface CommandDeps extends FormWithNamesDeps, MyVideosDeps {
  readonly refresh: () => Promise<RefreshResult>;
  /** The app's handle, with its @. */
  readonly handle: () => string;
}

/** `/jogg`. Acknowledges before slow work; only the person who typed it sees the reply. */
export function joggCommand(deps: CommandDeps) {
  return async ({
    command,
    ack,
    respond,
    client,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const parsed = readCommand(command.text ?? '');
    if (parsed.kind === 'help')
      return ack({ response_type: 'ephemeral', text: helpText(command.command, deps.handle()) });
    const access = await deps.accessResolver.access(signedCommand(command));
    const isList = parsed.kind === 'status' || parsed.kind === 'list';
    const denial = ownDenialText(access, isList ? 'list' : 'make');
    if (denial !== null) return ack({ response_type: 'ephemeral', text: denial });
    const { workspace, user } = access;
    switch (parsed.kind) {
      case 'typo': {
        const { text, blocks } = commandQuestion(command.command, parsed.meant, parsed.script);
        return ack({ response_type: 'ephemeral', text, blocks });
      }
      case 'refresh':
        await ack({
          response_type: 'ephemeral',
          text: ANSWERS.refreshing,
        });
        await respond({
          response_type: 'ephemeral',
          text: refreshReply(deps, await deps.refresh()),
        });
        return;
      case 'status':
      case 'list': {
        await ack();
        const person = { workspace, user };
        const { text, blocks } =
          parsed.kind === 'status'
            ? await statusReply(deps, client, person)
            : await listReply(deps, client, person, 0);
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
          isOwnScript: true,
          responseUrl: command.response_url,
        };
        const markedText = parsed.script;
        // Text without mentions is the script as it is.
        const opened = await (mentionsIn(markedText).length === 0
          ? openForm(deps, { ...opening, script: markedText })
          : openFormWithNames(deps, {
              ...opening,
              markedScript: markedText,
              appUserId: undefined,
              noticeFor: missingNames,
            }));
        if (!opened)
          await respond({
            response_type: 'ephemeral',
            text: ANSWERS.notOpened,
          });
        return;
      }
      default:
        parsed satisfies never;
    }
  };
}

/** "Use it as the script", the button below the question about a mistyped command. */
export function takeAsScriptPressed(deps: FormDeps) {
  return onOwnPress(deps, 'make', async (args: ActionArgs, { workspace, user, channel }) => {
    const opened = await openForm(deps, {
      client: args.client,
      triggerId: args.body.trigger_id,
      workspace,
      user,
      script: pressedValue(args),
      isOwnScript: true,
      metadata: { channel, threadTs: null, parent: null },
    });
    return opened ? null : NOT_OPENED;
  });
}

function refreshReply(deps: CommandDeps, outcome: RefreshResult): string {
  if (outcome.kind === 'done') return refreshedText(outcome.avatars, outcome.voices);
  deps.logEvent('refresh_failed', errorFields(outcome.error));
  return ANSWERS.notRefreshed;
}
