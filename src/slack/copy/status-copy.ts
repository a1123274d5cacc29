import { displayedElapsedMs, displayedPlace } from '../../domain/video/card-version.ts';
import { LATE_AFTER_MS } from '../../domain/video/schedule.ts';
import type { State, Video } from '../../domain/video/video.ts';
import { expiredSentence, failureOf } from './failure-copy.ts';
import { duration } from './video-format.ts';

/** The emoji and the name of a state. The name is enough without the emoji. */
export interface StateLabel {
  readonly emoji: string;
  readonly word: string;
}

const WAITING: StateLabel = { emoji: '⏳', word: 'Waiting' };
const IN_PROGRESS: StateLabel = { emoji: '⏳', word: 'In progress' };
const READY: StateLabel = { emoji: '✅', word: 'Ready' };

const STATE_LABELS: Readonly<Record<State, StateLabel>> = {
  requested: WAITING,
  announced: WAITING,
  submitting: IN_PROGRESS,
  rendering: IN_PROGRESS,
  ready: READY,
  delivered: READY,
  failed: { emoji: '❌', word: 'Failed' },
  unconfirmed: { emoji: '⚠️', word: 'Unconfirmed' },
  expired: { emoji: '❌', word: 'Expired' },
  cancelled: { emoji: '🚫', word: 'Cancelled' },
};

/** The label of a state: the same on cards, in lists and in the Home tab. */
export function stateLabel(state: State): StateLabel {
  return STATE_LABELS[state];
}

const MINUTE = 60_000;
const SEGMENTS = 10;

/** The progress of a render. */
interface Progress {
  readonly video: Video;
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first render. */
  readonly usualMs: number | null;
}

/** `1:10 of about 3 min`. Changes only with the card version. */
export function progressText({ video, now, usualMs }: Progress): string {
  const elapsedMs = displayedElapsedMs(video, now);
  const elapsed = elapsedMs === 0 ? 'Just started' : clockTime(elapsedMs);
  const usual = usualTime(usualMs);
  if (elapsedMs >= LATE_AFTER_MS)
    return `${elapsed}, longer than usual${usual === null ? '' : ` (about ${usual})`}`;
  if (usual === null || usualMs === null) return elapsedMs === 0 ? elapsed : `${elapsed} so far`;
  if (elapsedMs === 0) return `${elapsed}, usually about ${usual}`;
  return elapsedMs > usualMs
    ? `${elapsed}, usually about ${usual}`
    : `${elapsed} of about ${usual}`;
}

/**
 * The progress as a text bar. Empty if the usual time is unknown or far exceeded. Never full,
 * because the video is not ready yet.
 */
export function progressBar({ video, now, usualMs }: Progress): string {
  const elapsedMs = displayedElapsedMs(video, now);
  if (usualTime(usualMs) === null || usualMs === null || elapsedMs >= LATE_AFTER_MS) return '';
  const fullSegments = Math.min(SEGMENTS - 1, Math.floor((elapsedMs / usualMs) * SEGMENTS));
  return '▰'.repeat(fullSegments) + '▱'.repeat(SEGMENTS - fullSegments);
}

/** `40 s` or `3 min`, from recent render times (ms); null if these are unusable. */
function usualTime(usualMs: number | null): string | null {
  if (usualMs === null || !Number.isFinite(usualMs) || usualMs <= 0) return null;
  if (usualMs < 0.75 * MINUTE) return `${Math.max(10, Math.round(usualMs / 10_000) * 10)} s`;
  return `${Math.max(1, Math.round(usualMs / MINUTE))} min`;
}

/** `0:40`, `12:00`, `2 h`. */
function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const hours = seconds / 3_600;
  return hours >= 1
    ? `${Math.floor(hours)} h`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A video's place in the app's queue: `2nd in line`. Exact up to ten; empty if unknown. */
export function placeText(place: number | null): string {
  if (place === null) return '';
  const displayed = displayedPlace(place);
  if (displayed <= 1) return 'Next in line';
  const ending = ['th', 'st', 'nd', 'rd'][displayed] ?? 'th';
  return `${displayed > 10 ? 'About ' : ''}${displayed}${ending} in line`;
}

/** What the status of a video needs besides the video. */
export interface StatusContext {
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first render. */
  readonly usualMs: number | null;
  /** The video's current place in the app's queue; null if it is not waiting. */
  readonly place: number | null;
}

/** The status of a video in one line. */
export function statusText(video: Video, { now, usualMs, place }: StatusContext): string {
  const { emoji, word } = stateLabel(video.state);
  const detail = statusDetail(video, { now, usualMs, place });
  const name = video.state === 'failed' && video.result ? 'Made, but not shown' : word;
  return `${emoji} ${name}${detail === '' ? '' : ` · ${detail}`}`;
}

function statusDetail(video: Video, { now, usualMs, place }: StatusContext): string {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return placeText(place);
    case 'rendering':
      return progressText({ video, now, usualMs });
    case 'unconfirmed':
      return 'Needs your decision on its card';
    case 'ready':
    case 'delivered':
      return duration(video.result?.seconds ?? null) ?? '';
    case 'failed':
      return withoutFullStop(failureOf(video).what);
    case 'expired':
      return withoutFullStop(expiredSentence(video).what);
    default:
      return '';
  }
}

/** A sentence as an item of a line. */
function withoutFullStop(sentence: string): string {
  return sentence.replace(/\.(”?)$/, '$1');
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
