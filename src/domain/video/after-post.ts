import { failureFor, finalize, isDirect, isOverdue, withFailure, withState } from './changes.ts';
import type { DecisionContext } from './effect.ts';
import type { EditOutcome, FindOutcome, PostOutcome } from './outcome.ts';
import { FRESH_POST, type Post } from './post.ts';
import { afterFilePost, afterFileSearch, afterUnreadableFind } from './result-file.ts';
import { retryDelay } from './schedule.ts';
import type { Slot, Video } from './video.ts';

/** Slack's reads lag behind its writes: a message counts as absent after this many searches … */
const SEARCHES_BEFORE_ABSENT = 3;
/** … that take at least this long together. */
const MIN_DOUBT_MS = 60_000;

/** Applies the outcome of a post. */
export function afterPost(
  video: Video,
  slot: Slot,
  outcome: PostOutcome,
  cardVersion: string,
  context: DecisionContext,
): Video {
  const tries = (video.posts[slot] ?? FRESH_POST).tries + 1;
  const afterFile = slot === 'result' ? afterFilePost(video, outcome, context) : null;
  if (afterFile) return finalize(afterFile, context);
  switch (outcome.kind) {
    case 'later': {
      if (isOverdue(video, tries, context)) return asOverdue(video, slot, context);
      const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
      return withPost(video, slot, { status: 'due', tries, notBefore });
    }
    case 'unknown':
      return asInDoubt(video, slot, context);
    case 'refused':
      return asRefused(video, slot, outcome.error, context);
    case 'done': {
      const { channel, ts } = outcome;
      if (!outcome.inThread && slot !== 'direct')
        return withPost(video, slot, { status: 'misplaced', channel, ts, notBefore: 0 });
      const fresh = withPost(video, slot, { outdated: false });
      return asSent(fresh, slot, { channel, ts }, cardVersion, context);
    }
  }
}

/** Applies the outcome of a search for a message whose answer was lost. */
export function afterFind(
  video: Video,
  slot: Slot,
  outcome: FindOutcome,
  context: DecisionContext,
): Video {
  const post = video.posts[slot];
  if (!post) return video;
  if (post.status === 'unseen' && outcome.kind !== 'found')
    return finalize(afterFileSearch(video, post, outcome, context), context);
  const { now, pollScale, random } = context;
  switch (outcome.kind) {
    case 'found':
      // Its content is unknown, so an edit corrects it.
      return asSent(video, slot, outcome, '', context);
    case 'unreadable': {
      const again = slot === 'result' ? afterUnreadableFind(video, post, context) : null;
      return again ? withPost(video, slot, again) : afterUnreadable(video, slot, context);
    }
    case 'later': {
      const tries = post.tries + 1;
      if (isOverdue(video, tries, context)) return asOverdue(video, slot, context);
      return withPost(video, slot, {
        tries,
        notBefore: now + retryDelay(tries, outcome.afterMs, random),
      });
    }
    case 'absent': {
      const searches = post.searches + 1;
      const hasWaited = now - (post.doubtSince ?? now) >= MIN_DOUBT_MS * pollScale;
      return searches >= SEARCHES_BEFORE_ABSENT && hasWaited
        ? withPost(video, slot, { status: 'due', searches: 0, doubtSince: null, notBefore: now })
        : withPost(video, slot, { searches, notBefore: now + (MIN_DOUBT_MS / 2) * pollScale });
    }
  }
}

/** Applies the outcome of the deletion of a misplaced message. It counts as refused. */
export function afterRetraction(
  video: Video,
  slot: Slot,
  outcome: EditOutcome,
  context: DecisionContext,
): Video {
  const tries = (video.posts[slot] ?? FRESH_POST).tries + 1;
  if (outcome.kind !== 'later' || isOverdue(video, tries, context))
    return asRefused(video, slot, 'unthreaded', context);
  const notBefore = context.now + retryDelay(5, outcome.afterMs, context.random);
  return withPost(video, slot, { tries, notBefore });
}

function asSent(
  video: Video,
  slot: Slot,
  at: { channel: string; ts: string | null },
  cardVersion: string,
  context: DecisionContext,
): Video {
  const { channel, ts } = at;
  const after = withPost(video, slot, { status: 'sent', channel, ts });
  if (slot !== 'card') return finalize(after, context);
  // The card of a cancelled video is searched only to show the cancellation.
  return video.state === 'cancelled'
    ? { ...after, cardVersion }
    : withState({ ...after, cardVersion }, 'announced', context);
}

function asRefused(video: Video, slot: Slot, error: string, context: DecisionContext): Video {
  const after = withPost(video, slot, { status: 'refused', refusal: error });
  return slot === 'card' && video.state !== 'cancelled'
    ? withFailure(after, failureFor('cannot_post', error), context)
    : finalize(after, context);
}

/** Slack has rejected a message for a day: the app stops trying. If in doubt, it may be there. */
function asOverdue(video: Video, slot: Slot, context: DecisionContext): Video {
  const isInDoubt = (video.posts[slot] ?? FRESH_POST).doubtSince !== null;
  if (!isInDoubt && slot !== 'card') return asRefused(video, slot, 'no_answer', context);
  const after = withPost(video, slot, { status: isInDoubt ? 'unknown' : 'due' });
  return video.state === 'requested'
    ? withState(after, 'expired', context)
    : finalize(after, context);
}

/** The answer to a message was lost. It is searched for and not repeated. */
export function asInDoubt(video: Video, slot: Slot, { now }: DecisionContext): Video {
  return withPost(video, slot, {
    status: 'in_doubt',
    searches: 0,
    doubtSince: now,
    notBefore: now,
  });
}

/**
 * The app may not search for the message, so it is not repeated. A card in doubt cannot open a
 * thread, so the thread moves to a direct message, once. If the thread is in a direct message
 * already, the video continues without a card, and its result is posted there.
 */
function afterUnreadable(video: Video, slot: Slot, context: DecisionContext): Video {
  if (slot !== 'card' || video.state === 'cancelled')
    return finalize(withPost(video, slot, { status: 'unknown' }), context);
  if (video.movedFrom !== null) return asRefused(video, slot, 'no_answer', context);
  if (isDirect(video))
    return withState(withPost(video, slot, { status: 'unknown' }), 'announced', context);
  const { card: _, ...posts } = video.posts;
  const origin = { channel: video.requester, threadTs: null };
  return { ...video, posts, origin, movedFrom: video.origin.channel };
}

function withPost(video: Video, slot: Slot, change: Partial<Post>): Video {
  const post = video.posts[slot] ?? FRESH_POST;
  return { ...video, posts: { ...video.posts, [slot]: { ...post, ...change } } };
}
