import { LEAST_LOOK_GAP_MS } from './pace.ts';
import type { Moment, Turn } from './step.ts';
import type { Slot, State, Video, Wish } from './video.ts';

/** A button counts only in the state, and for the confirmation, that it was shown for. */
export function afterWish(video: Video, wish: Wish, moment: Moment): Video {
  if (wish.confirmation !== video.confirmations) return video;
  if (wish.choice === 'cancel')
    // While Jogg is being asked nobody can tell yet what was paid: the wish waits for its answer.
    return (isUnderWay(video.state) && video.state !== 'submitting') || isUnshown(video)
      ? cancelled(video, moment)
      : video;
  if (video.state !== 'unconfirmed') return video;
  switch (wish.choice) {
    case 'give_up':
      return cancelled(video, moment);
    case 'ask_again':
      return askedAgain(video, moment);
    case 'take_likely':
      return taken(video, wish, moment);
    default:
      return video;
  }
}

/** Whether a video can still be cancelled. One that is being handed to Jogg can be afterwards. */
export function isUnderWay(state: State): boolean {
  return (
    state === 'requested' ||
    state === 'announced' ||
    state === 'submitting' ||
    state === 'rendering' ||
    state === 'unconfirmed'
  );
}

/**
 * Whether what a turn begins cannot be taken back: paying, or showing what was made. A wish that
 * was left while its run was under way must be seen before such a turn is stored.
 */
export function isFateful(before: Video, { video, step }: Turn): boolean {
  if (video.state === 'submitting') return before.state !== 'submitting';
  if (video.state !== 'ready') return false;
  return before.state !== 'ready' || (step.do === 'post' && RESULTS.includes(step.slot));
}

/** The messages that show a ready video. */
const RESULTS: readonly Slot[] = ['result', 'direct'];

/** A ready video that surely nobody was shown: its Cancel was pressed right before it was ready. */
function isUnshown({ state, posts }: Video): boolean {
  return (
    state === 'ready' &&
    RESULTS.every((slot) => {
      const post = posts[slot];
      const unsent = post?.status === 'due' || post?.status === 'refused';
      return !post || (unsent && post.doubtSince === null);
    })
  );
}

function cancelled(video: Video, { now }: Moment): Video {
  const cancelledIn = video.state;
  return { ...video, likely: null, result: null, cancelledIn, state: 'cancelled', since: now };
}

function askedAgain(video: Video, { now }: Moment): Video {
  const { unconfirmed, direct: _, ...rest } = video.posts;
  // One that landed outside its thread is still to be withdrawn.
  const posts = unconfirmed?.status === 'astray' ? { ...rest, unconfirmed } : rest;
  return {
    ...video,
    posts,
    likely: null,
    confirmations: video.confirmations + 1,
    submit: { tries: 0, notBefore: 0 },
    confirmedAt: now,
    state: 'announced',
    since: now,
  };
}

/** Its requester says whose project it is: from here on Jogg's answers decide, as for any other. */
function taken(video: Video, wish: Wish, { now, scale }: Moment): Video {
  const { likely } = video;
  if (likely === null || likely.id !== wish.project) return video;
  const { direct: _, ...posts } = video.posts;
  const nextAt = now + LEAST_LOOK_GAP_MS * scale;
  return {
    ...video,
    posts,
    likely: null,
    project: { id: likely.id, version: likely.version },
    submittedAt: now,
    look: { count: 0, asked: false, odd: 0, nextAt, notBefore: 0, lastAt: now },
    state: 'rendering',
    since: now,
  };
}
