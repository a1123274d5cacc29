import type { Video } from '../../domain/video/video.ts';
import { expiredSentence, failureOf } from './failure-copy.ts';
import { placeWords, progressWords } from './progress-words.ts';
import { stateWords } from './state-words.ts';
import { duration } from './video-format.ts';

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
  const { emoji, word } = stateWords(video.state);
  const more = moreOf(video, { now, usualMs, place });
  const name = video.state === 'failed' && video.result ? 'Made, but not shown' : word;
  return `${emoji} ${name}${more === '' ? '' : ` · ${more}`}`;
}

function moreOf(video: Video, { now, usualMs, place }: Standing): string {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return placeWords(place);
    case 'rendering':
      return progressWords({ video, now, usualMs });
    case 'unconfirmed':
      return 'Needs your decision on its card';
    case 'ready':
    case 'delivered':
      return duration(video.result?.seconds ?? null) ?? '';
    case 'failed':
      return failureOf(video).what;
    case 'expired':
      return expiredSentence(video).what;
    default:
      return '';
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
