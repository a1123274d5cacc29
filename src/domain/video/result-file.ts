import { givenTitle } from '../title.ts';
import type { DecisionContext } from './effect.ts';
import type { EditOutcome, FindOutcome, PostOutcome, StoreFileOutcome } from './outcome.ts';
import type { Post } from './post.ts';
import { MIN_POLL_GAP_MS, retryDelay } from './schedule.ts';
import { hasResult } from './state.ts';
import type { Video } from './video.ts';

/** After this wait the result shows the link instead of the file. */
export const MAX_FILE_WAIT_MS = 120_000;
const MAX_TRIES = 5;
/** The delays before a fresh link is requested after one has expired. */
const FRESH_LINK_DELAYS_MS = [MIN_POLL_GAP_MS, 20_000];
/** The delays between searches for an accepted file: after 2, 10, 30, 60 and 120 s in total. */
const SEARCH_DELAYS_MS = [2_000, 8_000, 20_000, 30_000, 60_000];
/** Searches that fail for this long end. */
const MAX_SEARCH_MS = 10 * 60_000;

/** Whether the result waits for its file. */
export function awaitsFile(video: Video): boolean {
  return video.state === 'ready' && video.file.status === 'wanted';
}

/** The id of the file that the result shows; null if the result is an ordinary reply. */
export function fileOfResult(video: Video): string | null {
  return hasResult(video.state) && video.file.status === 'stored' ? video.file.id : null;
}

/** Whether the file may still appear in the thread, from where it could be shared. */
export function isFilePending({ state, file }: Video): boolean {
  return state === 'ready' && (file.status === 'wanted' || file.status === 'stored');
}

/**
 * The id of the file that may be shared to other channels: it is in its thread and does not reveal
 * the script. Null if there is none.
 */
export function fileToShare(video: Video): string | null {
  const { isDiscreet, altText } = video.file;
  const isShown = video.posts.result?.status === 'sent';
  const isSafe = isDiscreet || (altText === 'title' && givenTitle(video) !== null);
  return isShown && isSafe ? fileOfResult(video) : null;
}

/** Ends the tries if a crash interrupted the last one. */
export function afterFileStart(video: Video, context: DecisionContext): Video {
  return awaitsFile(video) ? limitTries(video, context) : video;
}

/** Applies the outcome of storing the file. */
export function afterFileStore(
  video: Video,
  outcome: StoreFileOutcome,
  context: DecisionContext,
): Video {
  if (!awaitsFile(video)) return video;
  const { file } = video;
  const refreshed = { ...video, result: outcome.result ?? video.result };
  const wait = (ms: number, expired = file.expired): Video =>
    limitTries({ ...refreshed, file: { ...file, expired, notBefore: context.now + ms } }, context);
  switch (outcome.kind) {
    case 'stored':
      return {
        ...refreshed,
        file: { ...file, status: 'stored', id: outcome.id, altText: 'title', isDiscreet: true },
      };
    case 'impossible':
      return withoutFile(refreshed, outcome.why);
    case 'expired': {
      const delayMs = FRESH_LINK_DELAYS_MS[file.expired];
      if (delayMs === undefined) return withoutFile(refreshed, 'expired');
      return wait(delayMs * context.pollScale, file.expired + 1);
    }
    case 'later': {
      const delayMs = retryDelay(file.tries, outcome.afterMs, context.random);
      const minDelayMs = file.expired > 0 ? MIN_POLL_GAP_MS * context.pollScale : 0;
      return wait(Math.max(delayMs, minDelayMs));
    }
  }
}

/**
 * Applies the outcome of posting the file; null if it means the same as for any message. Slack
 * shows a file only once, so a rejected repetition may mean that the file is already there. An
 * accepted file may stay invisible, so the app searches for it.
 */
export function afterFilePost(
  video: Video,
  outcome: PostOutcome,
  context: DecisionContext,
): Video | null {
  const { result } = video.posts;
  if (!result || fileOfResult(video) === null) return null;
  const isInDoubt = result.doubtSince !== null;
  const channel = video.posts.card?.channel ?? null;
  const now = (change: Partial<Post>): Video => withResult(video, result, { channel, ...change });
  switch (outcome.kind) {
    case 'done':
      return outcome.ts === null ? now(firstSearch(context)) : null;
    case 'refused':
      if (!isInDoubt) return withoutFile(video, outcome.error);
      return now(outcome.error === 'file_not_found' ? firstSearch(context) : { status: 'unknown' });
    case 'later': {
      const isLate = context.now >= video.since + MAX_FILE_WAIT_MS;
      return !isInDoubt && isLate ? withoutFile(video, 'slow') : null;
    }
    case 'unknown':
      return null;
  }
}

function firstSearch({ now, pollScale }: DecisionContext): Partial<Post> {
  const notBefore = now + (SEARCH_DELAYS_MS[0] ?? 0) * pollScale;
  return { status: 'unseen', ts: null, tries: 0, searches: 0, doubtSince: now, notBefore };
}

/**
 * Applies the outcome of a search that did not find an accepted file. If the app may not search, it
 * trusts Slack while the card exists. The link replaces a file that stays absent.
 */
export function afterFileSearch(
  video: Video,
  result: Post,
  outcome: Exclude<FindOutcome, { kind: 'found' }>,
  context: DecisionContext,
): Video {
  const { now, pollScale, random } = context;
  switch (outcome.kind) {
    case 'unreadable':
      return withResult(video, result, { status: unverifiedStatus(video) });
    case 'later': {
      const tries = result.tries + 1;
      if (now >= (result.doubtSince ?? now) + MAX_SEARCH_MS && tries >= MAX_TRIES)
        return withResult(video, result, { status: unverifiedStatus(video) });
      return withResult(video, result, {
        tries,
        notBefore: now + retryDelay(tries, outcome.afterMs, random),
      });
    }
    case 'absent': {
      const searches = result.searches + 1;
      const delayMs = SEARCH_DELAYS_MS[searches];
      if (delayMs !== undefined)
        return withResult(video, result, { searches, notBefore: now + delayMs * pollScale });
      const due = { status: 'due', searches: 0, doubtSince: null, notBefore: now } as const;
      const file = { ...video.file, status: 'unshown', tries: 0, notBefore: now } as const;
      return { ...withResult(video, result, due), file };
    }
  }
}

/** Without a card only this file shows the video, so the requester also gets a direct message. */
const unverifiedStatus = ({ cardGone }: Video): Post['status'] => (cardGone ? 'unknown' : 'sent');

/**
 * The id of a file that Slack accepted and never showed; null if there is none. The file is deleted
 * before the link is posted, so that the two never both appear.
 */
export function unshownFile({ state, file }: Video): string | null {
  return state === 'ready' && file.status === 'unshown' ? file.id : null;
}

/** Applies the outcome of deleting a file that never appeared. */
export function afterFileDiscard(
  video: Video,
  outcome: EditOutcome,
  context: DecisionContext,
): Video {
  if (unshownFile(video) === null) return video;
  const tries = video.file.tries + 1;
  if (outcome.kind !== 'later' || tries >= MAX_TRIES) return withoutFile(video, 'not_shown');
  const notBefore = context.now + retryDelay(tries, outcome.afterMs, context.random);
  return { ...video, file: { ...video.file, tries, notBefore } };
}

/** Posts the file again if the message cannot be searched: Slack shows a file only once. */
export function afterUnreadableFind(
  video: Video,
  post: Post,
  context: DecisionContext,
): Partial<Post> | null {
  if (fileOfResult(video) === null || post.tries >= MAX_TRIES) return null;
  const notBefore = context.now + retryDelay(post.tries, null, context.random);
  return { status: 'due', tries: post.tries + 1, notBefore };
}

/** Gives the file up after too many tries or too long a wait. */
function limitTries(video: Video, { now }: DecisionContext): Video {
  const { tries } = video.file;
  if (tries >= MAX_TRIES) return withoutFile(video, 'not_moved');
  return tries > 0 && now >= video.since + MAX_FILE_WAIT_MS ? withoutFile(video, 'slow') : video;
}

function withResult(video: Video, result: Post, change: Partial<Post>): Video {
  return { ...video, posts: { ...video.posts, result: { ...result, ...change } } };
}

/** The result is posted with the link alone, now. */
function withoutFile(video: Video, why: string): Video {
  const { result, ...posts } = video.posts;
  const due = result ? { result: { ...result, status: 'due' as const, notBefore: 0 } } : {};
  return {
    ...video,
    file: { ...video.file, status: 'given_up', id: null, why },
    posts: { ...posts, ...due },
  };
}
