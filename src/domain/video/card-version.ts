import { lacksReason } from './after-poll.ts';
import { LATE_AFTER_MS } from './schedule.ts';
import type { Video } from './video.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How often the progress bar of a rendering card is updated, while a result is likely. */
const PROGRESS_STEPS: readonly { readonly until: number; readonly every: number }[] = [
  { until: 5 * MINUTE, every: 20 * SECOND },
  { until: LATE_AFTER_MS, every: 30 * SECOND },
];

/** The elapsed times that a rendering card shows. Reaching the next one edits the card. */
const BUCKETS: readonly number[] = [
  ...PROGRESS_STEPS.flatMap(({ until, every }, at) => {
    const from = PROGRESS_STEPS[at - 1]?.until ?? 0;
    return Array.from({ length: (until - from) / every }, (_, nth) => from + nth * every);
  }),
  LATE_AFTER_MS,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  16 * HOUR,
];

/** A key of what the card should show at `now` (ms). Equal keys mean equal cards. */
export function cardVersionOf(video: Video, now: number): string {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return video.place === null ? 'queued' : `queued:${displayedPlace(video.place)}`;
    case 'rendering':
      return `${RENDERING}${displayedElapsedMs(video, now) / SECOND}`;
    case 'delivered':
      return 'ready';
    case 'failed':
      return `failed:${video.failure?.reason ?? 'unreadable'}${lacksReason(video) ? '?' : ''}`;
    case 'unconfirmed':
      return `unconfirmed:${video.confirmations}${candidateOrCheck(video)}`;
    default:
      return video.state;
  }
}

function candidateOrCheck({ candidate, checkedAt }: Video): string {
  if (candidate !== null) return `:${candidate.id}`;
  return checkedAt === null ? '' : `@${checkedAt}`;
}

/**
 * Whether an edit from one version to another would only update the progress bar: such an edit is
 * optional. The edit that says that a render takes longer than usual is not.
 */
export function isProgressOnly(shown: string, wanted: string): boolean {
  const isRendering = shown.startsWith(RENDERING) && wanted.startsWith(RENDERING);
  return isRendering && Number(wanted.slice(RENDERING.length)) * SECOND < LATE_AFTER_MS;
}

const RENDERING = 'rendering:';

/** When the card version next changes by time alone (ms since the epoch); Infinity for never. */
export function nextCardVersionAt(video: Video, now: number): number {
  if (video.state !== 'rendering') return Infinity;
  const elapsedMs = now - startOf(video);
  const next = BUCKETS.find((bucket) => bucket > Math.max(0, elapsedMs));
  return next === undefined ? Infinity : startOf(video) + next;
}

/** The elapsed time that the card of a render shows (ms): the last bucket that was reached. */
export function displayedElapsedMs(video: Video, now: number): number {
  const elapsedMs = now - startOf(video);
  return BUCKETS.findLast((bucket) => bucket <= elapsedMs) ?? 0;
}

/** The queue position that a card shows: exact up to ten, then rounded up to tens. */
export function displayedPlace(place: number): number {
  return place <= 10 ? place : Math.ceil(place / 10) * 10;
}

function startOf(video: Video): number {
  return video.submittedAt ?? video.since;
}
