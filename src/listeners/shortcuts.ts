import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { plainWords } from '../slack/plain-words.ts';
import { type FormDeps, openForm } from './form.ts';

/** "Make a video": no channel is known, so the form asks for one. */
export function makeVideoShortcut(deps: FormDeps) {
  return async (
    args: SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { shortcut, ack, client, context } = args;
    await ack();
    await openForm(deps, {
      client,
      triggerId: shortcut.trigger_id,
      workspace: shortcut.team?.id ?? context.teamId ?? '',
      user: shortcut.user.id,
      script: '',
      metadata: { channel: null, threadTs: null, parent: null },
    });
  };
}

/** "Make a video from this": the message is the script, its thread the place of the result. */
export function makeVideoFromMessageShortcut(deps: FormDeps) {
  return async (
    args: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { shortcut, ack, respond, client, context } = args;
    await ack();
    const { message, channel } = shortcut;
    const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : message.ts;
    const opened = await openForm(deps, {
      client,
      triggerId: shortcut.trigger_id,
      workspace: shortcut.team?.id ?? context.teamId ?? '',
      user: shortcut.user.id,
      script: plainWords(message.text ?? ''),
      metadata: { channel: channel.id, threadTs: threadTs ?? null, parent: null },
    });
    if (!opened)
      await respond({
        response_type: 'ephemeral',
        text: 'Slack did not open the form in time. Please choose “Make a video from this” again.',
      });
  };
}
