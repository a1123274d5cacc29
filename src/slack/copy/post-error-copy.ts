import { isDirectMessage } from '../../domain/conversation.ts';
import type { Sentence } from './failure-copy.ts';

const INVITE =
  'Open that channel, type /invite @Jogg (or what this app is called here), then try again.';
const REINSTALL = 'Ask whoever runs this app to install it in this workspace again.';
const ADMIN = 'Ask an admin of this workspace, or choose another channel.';
const ELSEWHERE = 'Choose another channel, or make it here.';
const TELL = 'Please tell whoever runs this app.';

const absent = { what: 'The app is not a member of that channel.', remedy: INVITE };
const archived = { what: 'That channel is archived.', remedy: ELSEWHERE };
const restricted = { what: 'Posting is restricted in that channel.', remedy: ADMIN };
const gone = {
  what: 'The message that the thread hung on is gone.',
  remedy: 'Run /jogg in the channel to start a new one.',
};
const locked = { what: 'Replies are not possible in that thread.', remedy: ELSEWHERE };
const scope = { what: 'The app lacks a permission that it needs in Slack.', remedy: REINSTALL };
const dead = {
  what: 'The connection of the app to this workspace has ended.',
  remedy: REINSTALL,
};
const blocked = { what: 'A rule of this workspace does not let the app post.', remedy: ADMIN };
const malformed = { what: 'Slack did not accept the form of the message.', remedy: TELL };
const fixed = { what: 'Slack does not let the message be changed any more.', remedy: ELSEWHERE };

const REFUSALS: ReadonlyMap<string, Sentence> = new Map([
  ['not_in_channel', absent],
  [
    'channel_not_found',
    {
      what: 'The app cannot see that channel: it is private and the app is not in it, or it is gone.',
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
      what: 'The answer of Slack was lost, so nobody can know whether the message is there.',
      remedy: 'Try again.',
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
      what: 'Direct messages with this app are turned off.',
      remedy: 'Ask whoever runs this app to turn on its Messages tab.',
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

/** Why Slack refused, in plain words, and how to fix it. `channel` is the id that was refused. */
export function refusalSentence(error: string | null, channel: string): Sentence {
  if (isDirectMessage(channel) && (error === 'channel_not_found' || error === 'not_in_channel')) {
    return {
      what: 'Slack does not let apps post in a direct message between people.',
      remedy: 'Make it here, or run /jogg in a channel.',
    };
  }
  const known = error === null ? undefined : REFUSALS.get(error);
  return known ?? { what: 'Slack did not accept the message.', remedy: ELSEWHERE };
}
