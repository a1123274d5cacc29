import type { PostOutcome, StoreFileOutcome } from './outcome.ts';
import { retryGap } from './pace.ts';
import type { Moment } from './step.ts';
import type { Post, Video } from './video.ts';

/** After this long nobody is kept waiting for the file: the link does. */
export const FILE_WITHIN_MS = 120_000;
const MOST_TRIES = 5;

/** Whether the result waits for its file. */
export function awaitsFile(video: Video): boolean {
  return video.state === 'ready' && video.file.status === 'wanted';
}

/** The id of the file that the result shows; null where it is an ordinary reply. */
export function fileOfResult(video: Video): string | null {
  const shown = video.state === 'ready' || video.state === 'delivered';
  return shown && video.file.status === 'stored' ? video.file.id : null;
}

/** A try may have been the last one: the one that a crash ended, say. */
export function afterFileStart(video: Video, moment: Moment): Video {
  return awaitsFile(video) ? endedTries(video, moment) : video;
}

export function afterStoring(video: Video, outcome: StoreFileOutcome, moment: Moment): Video {
  if (!awaitsFile(video)) return video;
  const { file } = video;
  switch (outcome.kind) {
    case 'stored':
      return { ...video, file: { ...file, status: 'stored', id: outcome.id } };
    case 'impossible':
      return withoutFile(video, outcome.why);
    case 'later': {
      const notBefore = moment.now + retryGap(file.tries, outcome.afterMs, moment.roll);
      return endedTries({ ...video, file: { ...file, notBefore } }, moment);
    }
  }
}

/**
 * What an attempt to show the file means; null where it means what it does for any message. A file
 * can be shown once, whatever is repeated: so a repetition that is refused may mean that it is there.
 */
export function afterShowing(video: Video, outcome: PostOutcome, moment: Moment): Video | null {
  const { result } = video.posts;
  if (!result || fileOfResult(video) === null) return null;
  const doubted = result.doubtSince !== null;
  if (outcome.kind === 'refused') {
    if (!doubted) return withoutFile(video, outcome.error);
    const status = outcome.error === 'file_not_found' ? 'sent' : 'unknown';
    const channel = video.posts.card?.channel ?? null;
    return { ...video, posts: { ...video.posts, result: { ...result, status, channel } } };
  }
  const late = moment.now >= video.since + FILE_WITHIN_MS;
  return outcome.kind === 'later' && !doubted && late ? withoutFile(video, 'slow') : null;
}

/** Where its message cannot be looked for, the file is shown once more: it may be, not forever. */
export function afterBlindFind(video: Video, post: Post, moment: Moment): Partial<Post> | null {
  if (fileOfResult(video) === null || post.tries >= MOST_TRIES) return null;
  const notBefore = moment.now + retryGap(post.tries, null, moment.roll);
  return { status: 'due', tries: post.tries + 1, notBefore };
}

function endedTries(video: Video, { now }: Moment): Video {
  const { tries } = video.file;
  if (tries >= MOST_TRIES) return withoutFile(video, 'not_moved');
  return tries > 0 && now >= video.since + FILE_WITHIN_MS ? withoutFile(video, 'slow') : video;
}

/** The result is said with the link alone, now. */
function withoutFile(video: Video, why: string): Video {
  const { result, ...posts } = video.posts;
  const due = result ? { result: { ...result, status: 'due' as const, notBefore: 0 } } : {};
  return {
    ...video,
    file: { ...video.file, status: 'given_up', id: null, why },
    posts: { ...posts, ...due },
  };
}
