import type { Video } from '../../domain/video/video.ts';
import { failureSentence } from './failure-copy.ts';
import { duration, queuedWords, timeSoFar, usualTime } from './video-format.ts';

/** What a line about a person's own video needs beside the video. */
export interface Standing {
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first one. */
  readonly usualMs: number | null;
  /** Its place in our own queue now; null if it does not wait. */
  readonly place: number | null;
}

/** The state of a video in one line. */
export function standingWords(video: Video, { now, usualMs, place }: Standing): string {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return `Queued · ${queuedWords(place)}, asked for ${ago(now - video.createdAt)}`;
    case 'submitting':
      return 'Asking Jogg · handing over the script';
    case 'rendering':
      return `Rendering · ${timeSoFar(video, now)}, ${usualTime(usualMs)}`;
    case 'unconfirmed':
      return 'Unconfirmed · nobody knows whether Jogg took it: its card asks what to do';
    case 'ready':
    case 'delivered': {
      const length = duration(video.result?.seconds ?? null);
      return length === null ? 'Ready' : `Ready · ${length} long`;
    }
    case 'failed':
      return `${video.result ? 'Made, but not shown' : 'Failed'} · ${failureSentence(video.failure?.reason ?? 'unreadable').what}`;
    case 'expired':
      return 'Given up · it was not finished within 24 hours';
    case 'cancelled':
      return 'Cancelled';
  }
}

/** `just now`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
