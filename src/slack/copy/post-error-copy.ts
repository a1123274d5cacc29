import { isDirectMessage } from '../../domain/conversation.ts';
import type { Sentence } from './sentence.ts';

/** Replaced by the app's handle. */
const HANDLE = '{handle}';
const REINSTALL = 'Ask the person who runs the app to reinstall it.';
const ADMIN = 'Ask an admin, or choose another channel.';
const TELL = 'Please tell the person who runs the app.';

/** How a sentence names the channel of the error. The reader may be in that channel. */
const THERE = {
  channel: 'that channel',
  isArchived: 'That channel is archived.',
  there: 'there',
  elsewhere: 'Choose another channel, or make it here.',
} as const;
const HERE: Readonly<Record<keyof typeof THERE, string>> = {
  channel: 'this channel',
  isArchived: 'This channel is archived.',
  there: 'here',
  elsewhere: 'Type /jogg in another channel.',
};

function postErrorsAt(place: Readonly<Record<keyof typeof THERE, string>>) {
  const { channel, there, elsewhere } = place;
  const invite = `Type /invite ${HANDLE} ${there}, then try again.`;
  const absent = { what: `The app isn’t in ${channel}.`, remedy: invite };
  const archived = { what: place.isArchived, remedy: elsewhere };
  const restricted = { what: `Posting is restricted in ${channel}.`, remedy: ADMIN };
  const gone = {
    what: 'The message that started that thread is gone.',
    remedy: 'Type /jogg in the channel to start again.',
  };
  const locked = { what: 'That thread doesn’t accept replies.', remedy: elsewhere };
  const scope = { what: 'The app is missing a permission in Slack.', remedy: REINSTALL };
  const disconnected = {
    what: 'The app is no longer connected to this workspace.',
    remedy: REINSTALL,
  };
  const blocked = { what: 'A workspace rule keeps the app from posting.', remedy: ADMIN };
  const malformed = { what: 'Slack didn’t accept the message.', remedy: TELL };
  const immutable = { what: 'Slack no longer lets us change that message.', remedy: elsewhere };
  const known: ReadonlyMap<string, Sentence> = new Map([
    ['not_in_channel', absent],
    [
      'channel_not_found',
      {
        what: `The app can’t see ${channel}. It may be private, or gone.`,
        remedy: invite,
      },
    ],
    ['invalid_channel', absent],
    ['posting_to_channel_denied', restricted],
    ['is_archived', archived],
    ['is_inactive', archived],
    ['restricted_action', restricted],
    ['restricted_action_read_only_channel', restricted],
    ['restricted_action_thread_only_channel', restricted],
    ['restricted_action_non_threadable_channel', locked],
    ['restricted_action_thread_locked', locked],
    ['cannot_reply_to_message', locked],
    ['thread_not_found', gone],
    ['unthreaded', gone],
    ['message_not_found', gone],
    [
      'no_answer',
      {
        what: 'Slack’s answer got lost, so we don’t know if the message arrived.',
        remedy: 'Check the channel, then try again.',
      },
    ],
    ['missing_scope', scope],
    ['no_permission', scope],
    ['not_allowed_token_type', scope],
    ['token_revoked', disconnected],
    ['token_expired', disconnected],
    ['invalid_auth', disconnected],
    ['not_authed', disconnected],
    ['account_inactive', disconnected],
    [
      'messages_tab_disabled',
      {
        what: 'Direct messages with the app are off.',
        remedy: 'Ask the person who runs the app to turn on its Messages tab.',
      },
    ],
    ['ekm_access_denied', blocked],
    ['access_denied', blocked],
    ['accesslimited', blocked],
    ['enterprise_is_restricted', blocked],
    ['two_factor_setup_required', blocked],
    ['slack_connect_canvas_sharing_blocked', blocked],
    ['slack_connect_file_link_sharing_blocked', blocked],
    ['slack_connect_lists_sharing_blocked', blocked],
    ['cant_update_message', immutable],
    ['edit_window_closed', immutable],
    ['msg_too_long', malformed],
    ['msg_blocks_too_long', malformed],
    ['invalid_blocks', malformed],
    ['invalid_blocks_format', malformed],
    ['invalid_attachments', malformed],
    ['metadata_too_large', malformed],
    ['no_text', malformed],
  ]);
  return { known, unknown: { what: 'Slack refused the message.', remedy: elsewhere } };
}

const POST_ERRORS = { there: postErrorsAt(THERE), here: postErrorsAt(HERE) } as const;

/** Where a post failed: the channel's id, and the app's handle there, with its @. */
export interface PostLocation {
  readonly channel: string;
  readonly handle: string;
  /** Whether the sentence is read in that channel. */
  readonly isHere?: boolean;
}

/** Why Slack rejected a post, and how to fix it. */
export function postErrorSentence(error: string | null, location: PostLocation): Sentence {
  if (isNotInChannel(error) && isDirectMessage(location.channel)) {
    return {
      what: 'Slack doesn’t let apps post in a direct message between people.',
      remedy: location.isHere
        ? 'Type /jogg in a channel instead.'
        : 'Make it here, or type /jogg in a channel.',
    };
  }
  const { known, unknown } = location.isHere ? POST_ERRORS.here : POST_ERRORS.there;
  const { what, remedy } = (error === null ? undefined : known.get(error)) ?? unknown;
  return { what, remedy: remedy.replace(HANDLE, () => location.handle) };
}

/** Why Slack rejected a share, and what to do in the open form. */
export function shareErrorText(error: string, location: PostLocation): string {
  const { what } = postErrorSentence(error, location);
  const invites = isNotInChannel(error) && !isDirectMessage(location.channel);
  const invite = invites ? `Type /invite ${location.handle} there, or choose` : 'Choose';
  return `${what} ${invite} another channel.`;
}

function isNotInChannel(error: string | null): boolean {
  return error === 'channel_not_found' || error === 'not_in_channel';
}
