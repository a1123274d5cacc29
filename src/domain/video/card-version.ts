import { LATE_AFTER_MS } from './schedule.ts';
import type { Video } from './video.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The elapsed times that a rendering card names: reaching one edits the card. */
const BUCKETS: readonly number[] = [
  0,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  3 * MINUTE,
  5 * MINUTE,
  8 * MINUTE,
  12 * MINUTE,
  LATE_AFTER_MS,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  16 * HOUR,
];

/** What the card should show at `now` (ms): two videos with one card version need the same card. */
export function cardVersionOf(video: Video, now: number): string {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return video.place === null ? 'queued' : `queued:${placeShown(video.place)}`;
    case 'rendering':
      return `rendering:${waitShown(video, now) / SECOND}`;
    case 'ready':
    case 'delivered':
      return 'ready';
    case 'failed':
      return `failed:${video.failure?.reason ?? 'unreadable'}`;
    case 'unconfirmed':
      return `unconfirmed:${video.confirmations}${video.candidate ? `:${video.candidate.id}` : ''}`;
    default:
      return video.state;
  }
}

/** When the card version changes by time alone (ms since the epoch); Infinity if it never does. */
export function nextCardVersionAt(video: Video, now: number): number {
  if (video.state !== 'rendering') return Infinity;
  const elapsed = now - startOf(video);
  const next = BUCKETS.find((bucket) => bucket > Math.max(0, elapsed));
  return next === undefined ? Infinity : startOf(video) + next;
}

/** How long a card says that the render has taken (ms): the last bucket that was reached. */
export function waitShown(video: Video, now: number): number {
  const elapsed = now - startOf(video);
  return BUCKETS.findLast((bucket) => bucket <= elapsed) ?? 0;
}

/** A place in the queue as a card names it: exact up to ten, then by tens. */
export function placeShown(place: number): number {
  return place <= 10 ? place : Math.ceil(place / 10) * 10;
}

function startOf(video: Video): number {
  return video.submittedAt ?? video.since;
}
