import { z } from 'zod';
import type { Holds } from '../../domain/ports.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { Change } from '../backend.ts';

/** `ms`: the intended length, in case the store's clock is set back. */
const holdSchema = z.object({ until: z.number(), ms: z.number() });

/** How long nothing is sent if the store fails. */
const FALLBACK_MS = 2_000;

/** Holds that all processes share and that survive restarts. Each is a record that expires. */
export function createHolds(deps: { readonly change: Change; readonly logEvent: LogEvent }): Holds {
  const { change, logEvent } = deps;
  const remainingMs = (old: unknown, now: number): number => {
    const { data } = holdSchema.safeParse(old);
    return data ? Math.max(0, Math.min(data.until - now, data.ms)) : 0;
  };
  const onFailure = (error: unknown): number => {
    logEvent('holds_store_failed', errorFields(error));
    return FALLBACK_MS;
  };
  return {
    waitMs: (key) =>
      change(NAMESPACE, key, (old, now) => ({ result: remainingMs(old, now) })).catch(onFailure),
    async hold(key, ms) {
      await change(NAMESPACE, key, (old, now) => {
        if (ms <= remainingMs(old, now)) return { result: 0 };
        return { result: 0, next: { value: { until: now + ms, ms }, ttlMs: ms } };
      }).catch(onFailure);
    },
  };
}

const NAMESPACE = 'holds';
