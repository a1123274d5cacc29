import { z } from 'zod';
import type { RateLimiter } from '../domain/ports.ts';
import type { Change } from './backend.ts';

/** A limit over a Jogg account, shared by all processes that use the state. */
export interface Budget extends RateLimiter {
  /** Grants nothing for `ms`, because Jogg or Slack asked for it; never shortens a hold. */
  hold(ms: number): Promise<void>;
}

/** Times in ms since the epoch, oldest first. Version 0.1 kept the times alone. */
const takenSchema = z.union([
  z.array(z.number()).transform((times) => ({ times, heldUntil: 0, heldMs: 0 })),
  z.object({ times: z.array(z.number()), heldUntil: z.number(), heldMs: z.number() }),
]);

/**
 * At most `limit` takes in any `windowMs`, wherever the window begins, over all processes and
 * restarts: a take is stored before it is granted. `take` throws what the store throws; then it may
 * have cost a place, and never grants one too many.
 */
export function createPaidRequests(deps: {
  readonly change: Change;
  readonly limit: number;
  readonly windowMs: number;
}): Budget {
  const { change, limit, windowMs } = deps;
  const read = (old: unknown, now: number) => {
    const { times, heldUntil, heldMs } = takenSchema.safeParse(old).data ?? NOTHING;
    const holdMs = Math.max(0, Math.min(heldUntil - now, heldMs));
    const live = times
      .map((time) => Math.min(time, now))
      .filter((time) => now - time < windowMs)
      .sort((a, b) => a - b);
    return {
      value: { times: live, heldUntil: now + holdMs, heldMs: holdMs },
      // The clock was set back: what was of the future counts from now on.
      skewed: times.some((time) => time > now) || heldUntil - now > heldMs,
    };
  };
  return {
    take: () =>
      change(NAMESPACE, KEY, (old, now) => {
        const { value, skewed } = read(old, now);
        const first = value.times.length >= limit ? value.times.at(-limit) : undefined;
        const fullMs = first === undefined ? 0 : first + windowMs - now;
        const waitMs = Math.max(fullMs, value.heldMs);
        if (waitMs > 0) return { answer: waitMs, ...(skewed ? { next: { value } } : {}) };
        return { answer: 0, next: { value: { ...value, times: [...value.times, now] } } };
      }),
    hold: (ms) =>
      change(NAMESPACE, KEY, (old, now) => {
        const { value } = read(old, now);
        const heldMs = Math.max(value.heldMs, ms);
        return {
          answer: undefined,
          next: { value: { ...value, heldUntil: now + heldMs, heldMs } },
        };
      }),
  };
}

const NOTHING = { times: [], heldUntil: 0, heldMs: 0 };
const NAMESPACE = 'paid-requests';
const KEY = 'times';
