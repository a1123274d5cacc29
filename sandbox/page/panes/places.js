export const GUESTS =
  'You are a guest from another organization: Slack gives you no commands of this app. ' +
  'You can watch the videos in this channel.';

/** Whether the person is of another organization, which shares a channel. */
export const isGuest = ({ users, me, workspace }) =>
  users.find(({ id }) => id === me)?.team_id !== workspace.id;

/** Why nothing can be written in a conversation, or null. */
export function whyClosed({ archived, read_only }, { app }) {
  if (archived) return 'This channel is archived. You can read it, but not write in it.';
  return read_only ? `Sending messages to ${app.name} has been turned off.` : null;
}
