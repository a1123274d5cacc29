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
import { type FormWithNamesDeps, openFormWithNames } from '../form/form-with-names.ts';
import { onOwnPress } from '../request/on-press.ts';
import { findMessageVideo, isFromApp } from './message-video.ts';

export interface ShortcutDeps extends FormWithNamesDeps {
  readonly authorize: AuthorizeVideo;
  readonly myVideos: MyVideos;
}

type GlobalArgs = SlackShortcutMiddlewareArgs<GlobalShortcut> & AllMiddlewareArgs;
type MessageArgs = SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs;

/** "Make a video": opens the form, which asks for a channel because none is known. */
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
 * "Make a video from this": opens the form with the message as the script; its thread gets the
 * result. For one of the app's own messages, uses the script of its video, for people who may remix
 * it.
 */
export function makeVideoFromMessageShortcut(deps: ShortcutDeps) {
  return onOwnPress(deps, 'make', async (args: MessageArgs, access) => {
    const { shortcut, client, context } = args;
    const { workspace, user } = access;
    const { message } = shortcut;
    const threadTs = typeof message['thread_ts'] === 'string' ? message['thread_ts'] : message.ts;
    const opening = { client, triggerId: shortcut.trigger_id, workspace, user };
    // Without a channel in the payload, the form asks for one.
    const { channel } = access;
    const metadata = { channel, threadTs: (channel && threadTs) ?? null, parent: null };
    let opened: boolean;
    if (isFromApp(message, context)) {
      const parent = await findMessageVideo(deps, message, { workspace, user, channel });
      if (parent === null) return ANSWERS.noVideoOfMessage;
      const authorized = await deps.authorize('remix', parent, access);
      if (authorized.kind === 'no') return accessDenialText(authorized.reason, 'remix');
      const { order } = authorized.video;
      opened = await openForm(deps, {
        ...opening,
        script: order.script,
        order,
        focus: 'script',
        notice: REMIX_NOTICE,
        metadata: { ...metadata, parent },
      });
    } else {
      const content = readMessageText(message);
      opened = await openFormWithNames(deps, {
        ...opening,
        markedScript: content.text,
        appUserId: context.botUserId,
        noticeFor: (script) => scriptNotice(script, content),
        metadata,
      });
    }
    return opened ? null : chooseAgain(SHORTCUTS.fromMessage);
  });
}
