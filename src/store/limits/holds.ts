import { z } from 'zod';
import type { Holds } from '../../domain/ports.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Change } from '../backend.ts';

/** `ms`: how long it was meant to be, in case the store's clock is set back. */
const holdSchema = z.object({ until: z.number(), ms: z.number() });

/** How long nothing is sent where the store cannot say whether it may be. */
const UNKNOWN_MS = 2_000;

/** Holds over all processes and restarts, each in a record of its own that vanishes with it. */
export function createHolds(deps: { readonly change: Change; readonly logEvent: LogEvent }): Holds {
  const { change, logEvent } = deps;
  const leftOf = (old: unknown, now: number): number => {
    const { data } = holdSchema.safeParse(old);
    return data ? Math.max(0, Math.min(data.until - now, data.ms)) : 0;
  };
  const failed = (error: unknown): number => {
    logEvent('holds_store_failed', errorFields(error));
    return UNKNOWN_MS;
  };
  return {
    waitMs: (key) =>
      change(NAMESPACE, key, (old, now) => ({ answer: leftOf(old, now) })).catch(failed),
    async hold(key, ms) {
      await change(NAMESPACE, key, (old, now) => {
        if (ms <= leftOf(old, now)) return { answer: 0 };
        return { answer: 0, next: { value: { until: now + ms, ms }, ttlMs: ms } };
      }).catch(failed);
    },
  };
}

const NAMESPACE = 'holds';
