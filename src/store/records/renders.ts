import { z } from 'zod';
import type { Render } from '../../domain/expected-poll-delay.ts';
import type { Clock } from '../../lib/clock.ts';
import { createBatchWriter } from './batch-writer.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

export interface Renders {
  /** The latest renders, oldest first. Those of other processes may be missing for 10 s. */
  recent(): Promise<readonly Render[]>;
  add(render: Render): Promise<void>;
}

const KEY = 'lately';
const MAX_RENDERS = 100;
/** Every run reads the renders, and they change little between runs. */
const CACHE_MS = 10_000;
const time = z.number().nonnegative();
/** Kept as `[speechSeconds, afterMs, byMs]`. */
const rendersSchema = z.array(z.tuple([time.nullable(), time, time]));
type Stored = z.infer<typeof rendersSchema>;

/** The durations of an account's last 100 renders. Both methods throw what the store throws. */
export function createRenders(
  deps: DocumentDeps & { readonly clock: Pick<Clock, 'monotonic'> },
): Renders {
  const log = createDocuments(deps, 'render-times', rendersSchema);
  let cached: { readonly until: number; readonly renders: readonly Render[] } | null = null;
  const cache = (stored: Stored = []): readonly Render[] => {
    const renders = stored.map(([speechSeconds, afterMs, byMs]) => ({
      speechSeconds,
      afterMs,
      byMs,
    }));
    cached = { until: deps.clock.monotonic() + CACHE_MS, renders };
    return renders;
  };
  const write = createBatchWriter<Stored[number]>(async (added) => {
    const next = (old: Stored = []) => [...old, ...added].slice(-MAX_RENDERS);
    cache(await log.revise(KEY, next));
  });
  return {
    recent: async () =>
      cached && deps.clock.monotonic() < cached.until ? cached.renders : cache(await log.load(KEY)),
    async add({ speechSeconds, afterMs, byMs }) {
      // After the clock was set back the values are no measurement.
      if (!(afterMs >= 0 && byMs >= afterMs && Number.isFinite(byMs))) return;
      await write([
        speechSeconds === null ? null : Math.round(speechSeconds),
        Math.round(afterMs),
        Math.round(byMs),
      ]);
    },
  };
}
