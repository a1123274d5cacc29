import type { ConversationKind } from './conversation.ts';
import type { Membership } from './membership.ts';

/**
 * The relation of a person to one video. `guest`: from another organization, in a shared channel.
 * `guest requester`: requested this video before guests were denied. `unverified`: the app's own
 * workspace is not known yet.
 */
export const ACTORS = [
  'requester',
  'same channel',
  'other channel',
  'guest requester',
  'guest',
  'deactivated',
  'unverified',
] as const;
export type Actor = (typeof ACTORS)[number];

/**
 * What a person may do with a video. `transcript`: read the whole script. `make`: pay for a new
 * video in one's own name. `resolve` and `ask_again`: decide about an unconfirmed video. `make`,
 * `remix`, `retry` and `ask_again` cost money.
 */
export const ACTIONS = [
  'view',
  'transcript',
  'make',
  'remix',
  'retry',
  'ask_again',
  'resolve',
  'cancel',
  'share',
  'list',
] as const;
export type Action = (typeof ACTIONS)[number];

export type Decision = 'yes' | 'not yours' | 'elsewhere' | 'guest' | 'deactivated' | 'unverified';

/**
 * The actions that every reader of the video's own channel may perform, by the kind of that
 * channel. Only the requester may perform any other action.
 */
const READER_ACTIONS: Partial<Readonly<Record<Action, readonly ConversationKind[]>>> = {
  view: ['public', 'private', 'direct'],
  // Those who hear the video there may read it. A share to another channel reveals no script.
  transcript: ['public', 'private', 'direct'],
  // The person who remixes pays, and the script is already visible in that channel.
  remix: ['public', 'private'],
  // Only the requester may take a video out of a private channel.
  share: ['public'],
};

/** What guests may do with other people's videos, in the videos' own channels. */
const GUEST_ACTIONS: readonly Action[] = ['view', 'transcript'];

/** What guests may do with their own videos: nothing that costs money or shows them elsewhere. */
const GUEST_OWN_ACTIONS: readonly Action[] = ['view', 'transcript', 'resolve', 'cancel', 'list'];

/** Decides whether an actor may perform an action. This is the whole access rule. */
export function can(actor: Actor, action: Action, conversation: ConversationKind): Decision {
  switch (actor) {
    case 'deactivated':
      return 'deactivated';
    case 'unverified':
      return 'unverified';
    case 'other channel':
      return 'elsewhere';
    case 'guest requester':
      return GUEST_OWN_ACTIONS.includes(action) ? 'yes' : 'guest';
    case 'guest':
      return GUEST_ACTIONS.includes(action) ? 'yes' : 'guest';
    case 'requester':
      return 'yes';
    case 'same channel':
      return READER_ACTIONS[action]?.includes(conversation) ? 'yes' : 'not yours';
  }
}

/** The person who asks, and where. */
export interface Principal {
  readonly user: string;
  readonly membership: Membership;
  /** The channel of the request; null outside a channel: Home tab, own list. */
  readonly channel: string | null;
}

/** A video's requester and the channels that show it. */
interface Owned {
  readonly requester: string;
  readonly posts: Readonly<Partial<Record<string, { readonly channel: string | null }>>>;
}

/**
 * The relation of a principal to a video. The user id identifies the requester, even as a guest.
 * The caller has checked that the video belongs to the principal's workspace.
 */
export function actorOf(video: Owned, { user, membership, channel }: Principal): Actor {
  if (membership === 'deactivated' || membership === 'unverified') return membership;
  const isGuest = membership === 'guest';
  if (user === video.requester) return isGuest ? 'guest requester' : 'requester';
  if (channel === null || !isShownIn(video, channel)) return 'other channel';
  return isGuest ? 'guest' : 'same channel';
}

/** The relation of a person to their own video, which may not exist yet. */
export function actorAsRequester({
  user,
  membership,
}: Pick<Principal, 'user' | 'membership'>): Actor {
  return actorOf({ requester: user, posts: {} }, { user, membership, channel: null });
}

/** Whether the video's own messages are in a channel. */
export function isShownIn({ posts }: Pick<Owned, 'posts'>, channel: string): boolean {
  return Object.values(posts).some((post) => post?.channel === channel);
}
