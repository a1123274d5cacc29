import { isDirectMessage } from '../../domain/conversation.ts';
import type { Sentence } from './failure-copy.ts';

/** The handle of the app stands here until it is known who reads the sentence. */
const HANDLE = '{handle}';
const INVITE = `Type /invite ${HANDLE} in that channel, then try again.`;
const REINSTALL = 'Ask whoever runs the app to reinstall it.';
const ADMIN = 'Ask an admin, or choose another channel.';
const ELSEWHERE = 'Choose another channel, or make it here.';
const TELL = 'Please tell whoever runs the app.';

const absent = { what: 'The app isn’t in that channel.', remedy: INVITE };
const archived = { what: 'That channel is archived.', remedy: ELSEWHERE };
const restricted = { what: 'Posting is restricted in that channel.', remedy: ADMIN };
const gone = {
  what: 'The message that started that thread is gone.',
  remedy: 'Type /jogg in the channel to start again.',
};
const locked = { what: 'That thread doesn’t take replies.', remedy: ELSEWHERE };
const scope = { what: 'The app is missing a permission in Slack.', remedy: REINSTALL };
const dead = { what: 'The app is no longer connected to this workspace.', remedy: REINSTALL };
const blocked = { what: 'A workspace rule keeps the app from posting.', remedy: ADMIN };
const malformed = { what: 'Slack didn’t accept the message.', remedy: TELL };
const fixed = { what: 'Slack no longer lets us change that message.', remedy: ELSEWHERE };

const REFUSALS: ReadonlyMap<string, Sentence> = new Map([
  ['not_in_channel', absent],
  [
    'channel_not_found',
    {
      what: 'The app can’t see that channel. It may be private, or gone.',
      remedy: INVITE,
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
  ['token_revoked', dead],
  ['token_expired', dead],
  ['invalid_auth', dead],
  ['not_authed', dead],
  ['account_inactive', dead],
  [
    'messages_tab_disabled',
    {
      what: 'Direct messages with the app are off.',
      remedy: 'Ask whoever runs the app to turn on its Messages tab.',
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
  ['cant_update_message', fixed],
  ['edit_window_closed', fixed],
  ['msg_too_long', malformed],
  ['msg_blocks_too_long', malformed],
  ['invalid_blocks', malformed],
  ['invalid_blocks_format', malformed],
  ['invalid_attachments', malformed],
  ['metadata_too_large', malformed],
  ['no_text', malformed],
]);

/** Where a post was refused: the id of the channel, and the app's handle there, with its @. */
export interface RefusedAt {
  readonly channel: string;
  readonly handle: string;
}

/** Why Slack refused, in plain words, and how to fix it. */
export function refusalSentence(error: string | null, at: RefusedAt): Sentence {
  if (isAbsence(error) && isDirectMessage(at.channel)) {
    return {
      what: 'Slack doesn’t let apps post in a direct message between people.',
      remedy: 'Make it here, or type /jogg in a channel.',
    };
  }
  const { what, remedy } = (error === null ? undefined : REFUSALS.get(error)) ?? unnamed;
  return { what, remedy: remedy.replace(HANDLE, () => at.handle) };
}

/** Why a share was refused, and what to do in the form that is still open. */
export function shareRefusal(error: string, at: RefusedAt): string {
  const { what } = refusalSentence(error, at);
  const invites = isAbsence(error) && !isDirectMessage(at.channel);
  const invite = invites ? `Type /invite ${at.handle} there, or choose` : 'Choose';
  return `${what} ${invite} another channel.`;
}

const unnamed: Sentence = { what: 'Slack refused the message.', remedy: ELSEWHERE };

function isAbsence(error: string | null): boolean {
  return error === 'channel_not_found' || error === 'not_in_channel';
}
