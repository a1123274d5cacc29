import { z } from 'zod';
import { createBatchWriter } from './batch-writer.ts';
import { createDocuments, type DocumentDeps } from './documents.ts';

export interface RenderTimes {
  /** The median of the last renders in ms; null before the first. */
  usual(): Promise<number | null>;
  /** Stores how long one render took, in ms. */
  add(ms: number): Promise<void>;
}

const KEY = 'all';
const MAX_RENDERS = 50;

/** The durations of the last 50 renders. Both methods throw what the store throws. */
export function createRenderTimes(deps: DocumentDeps): RenderTimes {
  const log = createDocuments(deps, 'render-times', z.array(z.number().nonnegative()));
  const write = createBatchWriter<number>((added) =>
    log.update(KEY, (times = []) => [...times, ...added].slice(-MAX_RENDERS)),
  );
  return {
    usual: async () => median((await log.load(KEY)) ?? []),
    async add(ms) {
      // Negative after the clock was set back: no measurement.
      if (!(ms >= 0 && Number.isFinite(ms))) return;
      await write(ms);
    },
  };
}

function median(times: readonly number[]): number | null {
  const sorted = times.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
