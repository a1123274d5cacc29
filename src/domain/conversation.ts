/** Where a video is shown. `direct`: in a direct message, also one of several people. */
export const CONVERSATION_KINDS = ['public', 'private', 'direct'] as const;
export type ConversationKind = (typeof CONVERSATION_KINDS)[number];

/**
 * What kind a conversation is, by its id and the name that Slack gives it in payloads.
 * https://docs.slack.dev/reference/objects/conversation-object
 */
export function conversationKindOf(channel: string, name: string | null): ConversationKind {
  if (isDirectMessage(channel) || isUser(channel)) return 'direct';
  if (name === 'directmessage' || name?.startsWith('mpdm-')) return 'direct';
  return channel.startsWith('G') || name === 'privategroup' ? 'private' : 'public';
}

/** Whether an id is of a direct message with one person. */
export function isDirectMessage(channel: string): boolean {
  return channel.startsWith('D');
}

/** Whether an id is of a person: a message to it goes to the direct message with them. */
export function isUser(id: string): boolean {
  return /^[UW]/.test(id);
}
