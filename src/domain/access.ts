import type { ConversationKind } from './conversation.ts';
import type { Standing } from './standing.ts';

/**
 * Who asks, seen from one video. `guest`: of another organisation, in a shared channel.
 * `guest requester`: asked for this very video when guests were not refused yet. `unverified`:
 * nobody knows yet which workspace the app belongs to.
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
 * What can be done: `make` is about a video that is to be paid for in one's own name, `resolve` and
 * `ask_again` are about an unconfirmed one. `make`, `remix`, `retry` and `ask_again` cost money.
 */
export const ACTIONS = [
  'view',
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

/** Where anybody else who reads the video's own channel may do it. All else is its requester's. */
const SHARED: Readonly<Record<Action, readonly ConversationKind[]>> = {
  view: ['public', 'private', 'direct'],
  make: [],
  // It costs the one who remixes, and the script stands in that channel already.
  remix: ['public', 'private'],
  // What is said in a private channel leaves it by the one who brought it there alone.
  share: ['public'],
  retry: [],
  ask_again: [],
  resolve: [],
  cancel: [],
  list: [],
};

/** What a guest may do with a video of their own: nothing that pays or shows it elsewhere. */
const OF_A_GUEST: readonly Action[] = ['view', 'resolve', 'cancel', 'list'];

/** Who may do what, where: the whole rule. */
export function can(actor: Actor, action: Action, place: ConversationKind): Decision {
  switch (actor) {
    case 'deactivated':
      return 'deactivated';
    case 'unverified':
      return 'unverified';
    case 'other channel':
      return 'elsewhere';
    case 'guest requester':
      return OF_A_GUEST.includes(action) ? 'yes' : 'guest';
    case 'guest':
      return action === 'view' ? 'yes' : 'guest';
    case 'requester':
      return 'yes';
    case 'same channel':
      return SHARED[action].includes(place) ? 'yes' : 'not yours';
  }
}

/** What is known of the one who asks, and of where. */
export interface Principal {
  readonly user: string;
  readonly standing: Standing;
  /** Where the button was pressed; null where it was none of a channel's: Home tab, own list. */
  readonly channel: string | null;
}

/** What a video says of whom it belongs to. */
interface Owned {
  readonly requester: string;
  readonly posts: Readonly<Partial<Record<string, { readonly channel: string | null }>>>;
}

/**
 * Who the asker is to a video: its requester, known by the user id, before a guest. Whether the
 * video is of the asker's workspace at all comes before.
 */
export function actorOf(video: Owned, { user, standing, channel }: Principal): Actor {
  if (standing === 'deactivated' || standing === 'unverified') return standing;
  const isGuest = standing === 'guest';
  if (user === video.requester) return isGuest ? 'guest requester' : 'requester';
  if (channel === null || !isShownIn(video, channel)) return 'other channel';
  return isGuest ? 'guest' : 'same channel';
}

/** Who somebody is to a video of their own, one that is only to be made among them. */
export function actorOfOwn({ user, standing }: Pick<Principal, 'user' | 'standing'>): Actor {
  return actorOf({ requester: user, posts: {} }, { user, standing, channel: null });
}

/** Whether a video's own messages are in that channel. */
export function isShownIn({ posts }: Pick<Owned, 'posts'>, channel: string): boolean {
  return Object.values(posts).some((post) => post?.channel === channel);
}
