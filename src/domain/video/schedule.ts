import { expectedPollDelay } from '../expected-poll-delay.ts';
import { speechOf } from '../script/speech.ts';
import type { DecisionContext } from './effect.ts';
import type { Order, Video } from './video.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After this long a render is "longer than usual". */
export const LATE_AFTER_MS = 15 * MINUTE;
/** After this long the app stops waiting for a video. */
export const GIVE_UP_AFTER_MS = 24 * HOUR;
/**
 * Jogg asks for at least this long between two polls of one project.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/GetResult
 */
export const MIN_POLL_GAP_MS = 5 * SECOND;

interface Plan {
  readonly steps: readonly { readonly untilElapsedMs: number; readonly delayMs: number }[];
  /** The delay after the last step. */
  readonly lastDelayMs: number;
}

/** Without observed renders: frequent while a result is likely (most take one to five minutes). */
const POLLING: Plan = {
  steps: [
    { untilElapsedMs: 1, delayMs: 12 * SECOND },
    { untilElapsedMs: MINUTE, delayMs: 10 * SECOND },
    { untilElapsedMs: 5 * MINUTE, delayMs: 30 * SECOND },
    { untilElapsedMs: HOUR, delayMs: MINUTE },
  ],
  lastDelayMs: 5 * MINUTE,
};

/** With webhooks, polling is only the safety net. */
const SAFETY_NET: Plan = {
  steps: [
    { untilElapsedMs: 10 * MINUTE, delayMs: 90 * SECOND },
    { untilElapsedMs: HOUR, delayMs: 5 * MINUTE },
  ],
  lastDelayMs: 15 * MINUTE,
};

/**
 * How long to wait before the next poll of a video's project, in ms. Without a webhook, depends on
 * recent renders of similar length, if there are enough. Jittered by ±20 %, at least 5 s, then
 * multiplied by `pollScale`. `elapsedMs`: since Jogg accepted the request.
 */
export function pollDelay(
  { order }: Pick<Video, 'order'>,
  { hasWebhook, random, pollScale, renders }: DecisionContext,
  elapsedMs: number,
): number {
  const { steps, lastDelayMs } = hasWebhook ? SAFETY_NET : POLLING;
  const usualMs = steps.find((each) => elapsedMs < each.untilElapsedMs)?.delayMs ?? lastDelayMs;
  const expectedMs = hasWebhook
    ? null
    : expectedPollDelay(renders, speechSecondsOf(order), elapsedMs);
  const delayMs = (expectedMs ?? usualMs) * (0.8 + 0.4 * random);
  return Math.ceil(Math.max(MIN_POLL_GAP_MS, delayMs) * pollScale);
}

/** How long an order's script takes to speak, in s; null for an order with audio. */
export function speechSecondsOf({ audio, script }: Order): number | null {
  return audio === null ? speechOf(script).seconds : null;
}

/**
 * How long to wait before the next try of an effect, in ms: what the server asked for (from 1 s to
 * 15 min), else doubling from 1 s to 60 s, jittered downwards.
 */
export function retryDelay(tries: number, askedMs: number | null, random: number): number {
  if (askedMs !== null) return Math.min(Math.max(askedMs, SECOND), 15 * MINUTE);
  const cap = Math.min(MINUTE, SECOND * 2 ** Math.min(tries, 6));
  return Math.ceil(cap * (0.5 + 0.5 * random));
}
