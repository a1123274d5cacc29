import type {
  AllMiddlewareArgs,
  GlobalShortcut,
  MessageShortcut,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { accessDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS, chooseAgain, SHORTCUTS } from '../../slack/copy/answers-copy.ts';
import { scriptNotice } from '../../slack/copy/form-notes.ts';
import { readMessageText } from '../../slack/reading/message-to-text.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import type { MyVideos } from '../../videos/my-videos.ts';
import { REMIX_NOTICE } from '../actions/remix.ts';
import { type FormDeps, openForm } from '../form/form.ts';
import { type NamedFormDeps, openNamedForm } from '../form/form-with-names.ts';
import { onOwnPress } from '../request/on-press.ts';
import { isOwn, ownVideo } from './message-video.ts';

export interface ShortcutDeps extends NamedFormDeps {
  readonly allowed: AuthorizeVideo;
  readonly myVideos: MyVideos;
}

type GlobalArgs = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;
type MessageArgs = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;

/** "Make a video": no channel is known, so the form asks for one. */
export function makeVideoShortcut(deps: FormDeps) {
  return onOwnPress(deps, 'make', async ({ shortcut, client }: GlobalArgs, { workspace, user }) => {
    const opened = await openForm(deps, {
      client,
      triggerId: shortcut.trigger_id,
      workspace,
      user,
      script: '',
      metadata: { channel: null, threadTs: null, parent: null },
    });
    return opened ? null : chooseAgain(SHORTCUTS.make);
  });
}

/**
 * "Make a video from this": the message is the script, and its thread gets the result. On one of
 * the app's own messages it is the script of that video, for people who may remix it.
 */
export function makeVideoFromMessageShortcut(deps: ShortcutDeps) {
  return onOwnPress(deps, 'make', async (args: MessageArgs, access) => {
    const { shortcut, client, context } = args;
    const { workspace, user } = access;
    const { message } = shortcut;
    const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : message.ts;
    const opening = { client, triggerId: shortcut.trigger_id, workspace, user };
    // Without a channel in the payload, the form asks for one, as it does without a message.
    const { channel } = access;
    const metadata = { channel, threadTs: (channel && threadTs) ?? null, parent: null };
    let opened: boolean;
    if (isOwn(message, context)) {
      const parent = await ownVideo(deps, message, { workspace, user, channel });
      if (parent === null) return ANSWERS.noVideoOfMessage;
      const allowed = await deps.allowed('remix', parent, access);
      if (allowed.kind === 'no') return accessDenialText(allowed.reason, 'remix');
      const { order } = allowed.video;
      opened = await openForm(deps, {
        ...opening,
        script: order.script,
        order,
        focus: 'script',
        notice: REMIX_NOTICE,
        metadata: { ...metadata, parent },
      });
    } else {
      const said = readMessageText(message);
      opened = await openNamedForm(deps, {
        ...opening,
        marked: said.text,
        own: context.botUserId,
        noticeOn: (script) => scriptNotice(script, said),
        metadata,
      });
    }
    return opened ? null : chooseAgain(SHORTCUTS.fromMessage);
  });
}
