import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { whyNotOwn } from '../domain/may.ts';
import { plainWords } from '../slack/plain-words.ts';
import { type FormDeps, openForm } from './form.ts';
import { signedInteraction } from './signed.ts';
import { tell } from './tell.ts';

/** "Make a video": no channel is known, so the form asks for one. */
export function makeVideoShortcut(deps: FormDeps) {
  return async (
    args: SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { shortcut, ack, client } = args;
    await ack();
    const asking = await deps.recognise.asking(signedInteraction(shortcut));
    const refusal = whyNotOwn(asking, 'make');
    if (refusal !== null) return tell(args, deps.note, refusal);
    const opened = await openForm(deps, {
      client,
      triggerId: shortcut.trigger_id,
      workspace: asking.workspace,
      user: asking.user,
      script: '',
      metadata: { channel: null, threadTs: null, parent: null },
    });
    if (!opened)
      await tell(
        args,
        deps.note,
        'Slack did not open the form in time. Please choose “Make a video” again.',
      );
  };
}

/** "Make a video from this": the message is the script, its thread the place of the result. */
export function makeVideoFromMessageShortcut(deps: FormDeps) {
  return async (
    args: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs,
  ): Promise<void> => {
    const { shortcut, ack, client } = args;
    await ack();
    const asking = await deps.recognise.asking(signedInteraction(shortcut));
    const refusal = whyNotOwn(asking, 'make');
    if (refusal !== null) return tell(args, deps.note, refusal);
    const { message, channel } = shortcut;
    const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : message.ts;
    const opened = await openForm(deps, {
      client,
      triggerId: shortcut.trigger_id,
      workspace: asking.workspace,
      user: asking.user,
      script: plainWords(message.text ?? ''),
      metadata: { channel: channel.id, threadTs: threadTs ?? null, parent: null },
    });
    if (!opened)
      await tell(
        args,
        deps.note,
        'Slack did not open the form in time. Please choose “Make a video from this” again.',
      );
  };
}
