import { z } from 'zod';
import type { Change } from '../backend.ts';

/** How long a killed replica or a silent Slack blocks renewals; longer than one renewal takes. */
const LOCK_TTL_MS = 60_000;
const NAMESPACE = 'token-renewal';

/** `at`: ms by the store's clock. */
const lockSchema = z.object({ is: z.enum(['busy', 'resting']), at: z.number() });

/**
 * Locks for renewing tokens. Unlike those of `createLocks`, they also exclude the requests of one
 * process from each other, and a failed renewal is followed by a pause. All methods throw what the
 * store throws.
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
