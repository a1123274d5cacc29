import { z } from 'zod';
import type { RateLimiter } from '../../domain/ports.ts';
import type { Change } from '../backend.ts';

const usageSchema = z.object({
  /** The grants, oldest first: the time in ms by the store's clock, and the tenant. */
  takes: z.array(z.object({ at: z.number(), by: z.string() })),
  /** The waiting tenants, each with the time until which it counts as waiting. */
  waits: z.record(z.string(), z.number()),
});
type Usage = z.infer<typeof usageSchema>;

/** How long a tenant with more grants than a waiting one yields to it. */
const YIELD_MS = 1_000;
/** How much later than announced a waiting tenant may ask again. */
const GRACE_MS = 3_000;

/**
 * Shares one rate limit fairly: the next grant goes to the waiting tenant with the fewest grants in
 * the last `windowMs`. `take` throws what the store and the limiter throw.
 */
export function createFairLimiter(deps: { readonly change: Change; readonly windowMs: number }) {
  const updateUsage = <T>(decide: (now: number, usage: Usage) => { result: T; next?: Usage }) =>
    deps.change('paid-requests', 'turns', (old, now) => {
      const { takes, waits } = usageSchema.safeParse(old).data ?? { takes: [], waits: {} };
      const recentTakes = takes.filter(({ at }) => at <= now && now - at < deps.windowMs);
      const activeWaits = Object.entries(waits).filter(([, until]) => until > now);
      const { result, next } = decide(now, {
        takes: recentTakes,
        waits: Object.fromEntries(activeWaits),
      });
      return next ? { result, next: { value: next, ttlMs: deps.windowMs * 2 } } : { result };
    });

  return (tenant: string, limiter: RateLimiter): RateLimiter => ({
    async take() {
      const mustYield = await updateUsage((now, { takes, waits }) => {
        const countOf = (who: string) => takes.filter((each) => each.by === who).length;
        const waiting = Object.keys(waits);
        if (!waiting.some((who) => countOf(who) < countOf(tenant))) return { result: false };
        const until = now + YIELD_MS + GRACE_MS;
        return { result: true, next: { takes, waits: { ...waits, [tenant]: until } } };
      });
      if (mustYield) return YIELD_MS;
      const waitMs = await limiter.take();
      return updateUsage((now, { takes, waits: { [tenant]: ownWait = 0, ...others } }) => {
        if (waitMs === 0)
          return { result: 0, next: { takes: [...takes, { at: now, by: tenant }], waits: others } };
        // The wait is recorded already. Thousands may ask at once, so it is not written again.
        if (ownWait > now + waitMs) return { result: waitMs };
        const until = now + waitMs + GRACE_MS;
        return { result: waitMs, next: { takes, waits: { ...others, [tenant]: until } } };
      });
    },
  });
}
