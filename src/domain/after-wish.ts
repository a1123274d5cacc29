import { LEAST_LOOK_GAP_MS } from './pace.ts';
import type { Moment } from './step.ts';
import type { State, Video, Wish } from './video.ts';

/** A button counts only in the state, and for the confirmation, that it was shown for. */
export function afterWish(video: Video, wish: Wish, moment: Moment): Video {
  if (wish.confirmation !== video.confirmations) return video;
  if (wish.choice === 'cancel')
    // While Jogg is being asked nobody can tell yet what was paid: the wish waits for its answer.
    return isUnderWay(video.state) && video.state !== 'submitting'
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

function cancelled(video: Video, { now }: Moment): Video {
  return { ...video, likely: null, cancelledIn: video.state, state: 'cancelled', since: now };
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
