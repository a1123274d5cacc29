import { z } from 'zod';
import type { Change } from '../backend.ts';

/**
 * How long a killed replica, or a Slack that does not answer, keeps the others waiting: longer than
 * one renewal takes.
 */
const KEPT_MS = 60_000;
const NAMESPACE = 'token-renewal';

/** `at`: ms by the store's clock. */
const turnSchema = z.object({ is: z.enum(['busy', 'resting']), at: z.number() });

/**
 * Turns at renewing a token: unlike those of `createTurns`, they also hold among the requests of
 * one process, and a pause follows a failed renewal. All methods throw what the store throws.
 */
export function createRenewalTurns({ change }: { readonly change: Change }) {
  const put = (is: 'busy' | 'resting', at: number) => ({ value: { is, at }, ttlMs: KEPT_MS });
  return {
    take: (id: string): Promise<'mine' | 'busy' | 'resting'> =>
      change(NAMESPACE, id, (old, now) => {
        const turn = turnSchema.safeParse(old).data;
        if (turn && Math.abs(now - turn.at) < KEPT_MS) return { answer: turn.is };
        return { answer: 'mine', next: put('busy', now) };
      }),
    end: (id: string): Promise<void> =>
      change(NAMESPACE, id, () => ({ answer: undefined, next: 'removed' })),
    rest: (id: string): Promise<void> =>
      change(NAMESPACE, id, (_, now) => ({ answer: undefined, next: put('resting', now) })),
  };
}
