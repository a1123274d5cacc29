import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { whyNotOwn } from '../domain/may.ts';
import { errorFields } from '../lib/log.ts';
import { helpText } from '../slack/help-text.ts';
import { type FormDeps, openForm } from './form.ts';
import { listOf, type MineDeps, statusOf } from './mine.ts';
import { readCommand } from './read-command.ts';
import { signedCommand } from './signed.ts';

/** What a refresh of the catalogue came to. */
export type Refreshed =
  | { readonly kind: 'done'; readonly avatars: number; readonly voices: number }
  | { readonly kind: 'failed'; readonly error: unknown };

export interface CommandDeps extends FormDeps, MineDeps {
  readonly refresh: () => Promise<Refreshed>;
}

/** `/jogg`: acknowledged first; answers in text go to the one who typed it alone. */
export function joggCommand(deps: CommandDeps) {
  return async ({
    command,
    ack,
    respond,
    client,
  }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const asked = readCommand(command.text ?? '');
    const asking = await deps.recognise.asking(signedCommand(command));
    const own = asked.kind === 'status' || asked.kind === 'list';
    const refusal = asked.kind === 'help' ? null : whyNotOwn(asking, own ? 'list' : 'make');
    if (refusal !== null) return ack({ response_type: 'ephemeral', text: refusal });
    const { workspace, user } = asking;
    switch (asked.kind) {
      case 'help':
        return ack({ response_type: 'ephemeral', text: usage(command.command, asked.unknown) });
      case 'refresh':
        await ack({
          response_type: 'ephemeral',
          text: 'Asking Jogg for its newest avatars and voices …',
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
        const opened = await openForm(deps, {
          client,
          triggerId: command.trigger_id,
          workspace,
          user,
          script: asked.script,
          metadata: { channel: command.channel_id, threadTs: null, parent: null },
        });
        if (!opened)
          await respond({
            response_type: 'ephemeral',
            text: `Slack did not open the form in time. Please try \`${command.command}\` again.`,
          });
      }
    }
  };
}

function usage(command: string, unknown: string | null): string {
  const help = helpText(command);
  if (unknown === null) return help;
  const example = `If it is meant as a script, type \`${command}\` and put it into the form.`;
  return `There is no such command. ${example}\n\n${help}`;
}

function refreshed(deps: CommandDeps, outcome: Refreshed): string {
  if (outcome.kind === 'done')
    return `Up to date: ${outcome.avatars} avatars and ${outcome.voices} voices to pick from.`;
  deps.note('refresh_failed', errorFields(outcome.error));
  return 'Jogg did not answer as it should, so the list stays as it was. Please try again in a minute.';
}
