import type { Video } from './video/video.ts';

/** The kind of a conversation. `direct`: a direct message, also with several people. */
export const CONVERSATION_KINDS = ['public', 'private', 'direct'] as const;
export type ConversationKind = (typeof CONVERSATION_KINDS)[number];

/**
 * The kind of a conversation, by its id and the name that Slack's payloads give it.
 * https://docs.slack.dev/reference/objects/conversation-object
 */
export function conversationKindOf(channel: string, name: string | null): ConversationKind {
  if (isDirectMessage(channel) || isUser(channel)) return 'direct';
  if (name === 'directmessage' || name?.startsWith('mpdm-')) return 'direct';
  return channel.startsWith('G') || name === 'privategroup' ? 'private' : 'public';
}

/** Whether an id belongs to a channel or a group, so that a mention of it shows its name. */
export function isChannel(id: string): boolean {
  return /^[CG]\w+$/.test(id);
}

/** Whether an id belongs to a direct message with one person. */
export function isDirectMessage(channel: string): boolean {
  return channel.startsWith('D');
}

/** Whether an id belongs to a person: a message to it goes to their direct message. */
export function isUser(id: string): boolean {
  return /^[UW]/.test(id);
}

/** The conversation of a video's card; before the card is sent, that of the request. */
export function conversationOf({ posts, origin }: Pick<Video, 'posts' | 'origin'>): string {
  return posts.card?.channel ?? origin.channel;
}
