import { z } from 'zod';
import type { RateLimiter } from '../../domain/ports.ts';
import type { Change } from '../backend.ts';

const turnsSchema = z.object({
  /** Who took a place when, oldest first; ms by the store's clock. */
  takes: z.array(z.object({ at: z.number(), by: z.string() })),
  /** Until when a place is kept for those that found none. */
  waits: z.record(z.string(), z.number()),
});
type Turns = z.infer<typeof turnsSchema>;

/** How long one that had more places than another leaves the next place to it. */
const YIELD_MS = 1_000;
/** How much later than told a waiting one may come. */
const LATE_MS = 3_000;

/**
 * Shares the places of one limit: the next place goes to the waiting one that took the fewest in
 * the last `windowMs`. `take` throws what the store and the limiter throw.
 */
export function createFairTurns(deps: { readonly change: Change; readonly windowMs: number }) {
  const turns = <T>(decide: (now: number, all: Turns) => { answer: T; next?: Turns }) =>
    deps.change('paid-requests', 'turns', (old, now) => {
      const { takes, waits } = turnsSchema.safeParse(old).data ?? { takes: [], waits: {} };
      const fresh = takes.filter(({ at }) => at <= now && now - at < deps.windowMs);
      const waiting = Object.entries(waits).filter(([, until]) => until > now);
      const { answer, next } = decide(now, { takes: fresh, waits: Object.fromEntries(waiting) });
      return next ? { answer, next: { value: next, ttlMs: deps.windowMs * 2 } } : { answer };
    });

  return (by: string, limiter: RateLimiter): RateLimiter => ({
    async take() {
      const yields = await turns((now, { takes, waits }) => {
        const countOf = (who: string) => takes.filter((each) => each.by === who).length;
        const others = Object.keys(waits).filter((who) => who !== by);
        if (!others.some((who) => countOf(who) < countOf(by))) return { answer: false };
        const until = now + YIELD_MS + LATE_MS;
        return { answer: true, next: { takes, waits: { ...waits, [by]: until } } };
      });
      if (yields) return YIELD_MS;
      const waitMs = await limiter.take();
      return turns((now, { takes, waits: { [by]: mine = 0, ...others } }) => {
        if (waitMs === 0)
          return { answer: 0, next: { takes: [...takes, { at: now, by }], waits: others } };
        // Its wait is recorded already; thousands may ask at once.
        if (mine > now + waitMs) return { answer: waitMs };
        const until = now + waitMs + LATE_MS;
        return { answer: waitMs, next: { takes, waits: { ...others, [by]: until } } };
      });
    },
  });
}
