/** Who asks, seen from one video. `guest`: of another organisation, in a shared channel. */
export const ACTORS = [
  'requester',
  'same channel',
  'other channel',
  'guest',
  'deactivated',
] as const;
export type Actor = (typeof ACTORS)[number];

/** What can be done with a video; `settle` is about an unconfirmed one. */
export const ACTIONS = ['view', 'remix', 'retry', 'cancel', 'share', 'list', 'settle'] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a video is shown. `direct`: in a direct message, also one of several people. */
export const PLACES = ['public', 'private', 'direct'] as const;
export type Place = (typeof PLACES)[number];

export type Verdict = 'yes' | 'not yours' | 'elsewhere' | 'guest' | 'deactivated';

/** Where anybody else who reads the video's own channel may do it. All else is its requester's. */
const SHARED: Readonly<Record<Action, readonly Place[]>> = {
  view: ['public', 'private', 'direct'],
  // It costs the one who remixes, and the script stands in that channel already.
  remix: ['public', 'private'],
  // What is said in a private channel leaves it by the one who brought it there alone.
  share: ['public'],
  retry: [],
  cancel: [],
  list: [],
  settle: [],
};

/** Who may do what, where: the whole rule. */
export function may(actor: Actor, action: Action, place: Place): Verdict {
  switch (actor) {
    case 'deactivated':
      return 'deactivated';
    case 'other channel':
      return 'elsewhere';
    case 'guest':
      return action === 'view' ? 'yes' : 'guest';
    case 'requester':
      return 'yes';
    case 'same channel':
      return SHARED[action].includes(place) ? 'yes' : 'not yours';
  }
}

/** Why not, for the one who asked. Names nothing of the video. */
export function whyNot(verdict: Exclude<Verdict, 'yes'>, action: Action): string {
  switch (verdict) {
    case 'not yours':
      return `Only the one who asked for this video can ${DOING[action]}.`;
    case 'elsewhere':
      return 'This video belongs to another channel.';
    case 'guest':
      return 'Guests of another organisation can watch this video, but not do more with it.';
    case 'deactivated':
      return 'This account is not active in this workspace any more.';
  }
}

const DOING: Readonly<Record<Action, string>> = {
  view: 'watch it',
  remix: 'remix it here',
  retry: 'do that',
  cancel: 'cancel it',
  share: 'share it',
  list: 'list it',
  settle: 'decide that',
};

/** What is known of the one who asks, and of where. */
export interface Asker {
  readonly workspace: string;
  readonly user: string;
  /** The workspace of the person; null where Slack does not say. */
  readonly team: string | null;
  readonly deactivated: boolean;
  /** Where the button was pressed; null where it was none of a channel's: Home tab, own list. */
  readonly channel: string | null;
}

/** What a video says of whom it belongs to. */
interface Owned {
  readonly requester: string;
  readonly posts: Readonly<Partial<Record<string, { readonly channel: string | null }>>>;
}

/** Who the asker is to a video. Whether it is of the asker's workspace at all comes before. */
export function actorOf(video: Owned, asker: Asker): Actor {
  if (asker.deactivated) return 'deactivated';
  const here = asker.channel !== null && isShownIn(video, asker.channel);
  if (asker.team !== null && asker.team !== asker.workspace)
    return here ? 'guest' : 'other channel';
  if (asker.user === video.requester) return 'requester';
  return here ? 'same channel' : 'other channel';
}

/** Whether a video's own messages are in that channel. */
export function isShownIn({ posts }: Pick<Owned, 'posts'>, channel: string): boolean {
  return Object.values(posts).some((post) => post?.channel === channel);
}

/** What kind of place a conversation is, by its id and the name that Slack gives it in payloads. */
export function placeOf(channel: string, name: string | null): Place {
  if (/^[DUW]/.test(channel) || name === 'directmessage' || name?.startsWith('mpdm-'))
    return 'direct';
  return channel.startsWith('G') || name === 'privategroup' ? 'private' : 'public';
}
