import { z } from 'zod';
import type { Change } from '../backend.ts';

/**
 * How long a killed replica, or a Slack that does not answer, keeps the others waiting: longer than
 * one renewal takes.
 */
const LOCK_TTL_MS = 60_000;
const NAMESPACE = 'token-renewal';

/** `at`: ms by the store's clock. */
const lockSchema = z.object({ is: z.enum(['busy', 'resting']), at: z.number() });

/**
 * Turns at renewing a token: unlike those of `createLocks`, they also hold among the requests of
 * one process, and a pause follows a failed renewal. All methods throw what the store throws.
 */
export function createRenewalLocks({ change }: { readonly change: Change }) {
  const put = (is: 'busy' | 'resting', at: number) => ({ value: { is, at }, ttlMs: LOCK_TTL_MS });
  return {
    tryAcquire: (id: string): Promise<'acquired' | 'busy' | 'resting'> =>
      change(NAMESPACE, id, (old, now) => {
        const lock = lockSchema.safeParse(old).data;
        if (lock && Math.abs(now - lock.at) < LOCK_TTL_MS) return { result: lock.is };
        return { result: 'acquired', next: put('busy', now) };
      }),
    release: (id: string): Promise<void> =>
      change(NAMESPACE, id, () => ({ result: undefined, next: 'removed' })),
    backOff: (id: string): Promise<void> =>
      change(NAMESPACE, id, (_, now) => ({ result: undefined, next: put('resting', now) })),
  };
}
