import { parentPort, Worker } from 'node:worker_threads';
import { Pool } from 'undici';
import { instant } from './instant.ts';
import type { Prepared } from './signed.ts';

/** What to send: every request once, or over and over for `forMs`; over `connections` at a time. */
export interface Load {
  readonly url: string;
  readonly requests: readonly Prepared[];
  readonly connections: number;
  readonly forMs: number | null;
}

/**
 * What came of it. `began[i]` is when the i-th request sent began, `took[i]` how long it took, in
 * ms.
 */
export interface Measured {
  readonly began: readonly number[];
  readonly took: readonly number[];
  readonly elapsedMs: number;
}

/** A generator in a thread of its own, its connections kept from one load to the next. */
export function createLoad(): { run(load: Load): Promise<Measured>; close(): Promise<void> } {
  const worker = new Worker(new URL(import.meta.url));
  return {
    run(load) {
      return new Promise((resolve, reject) => {
        worker.once('message', (outcome: Measured | { failed: string }) => {
          if ('failed' in outcome) reject(new Error(outcome.failed));
          else resolve(outcome);
        });
        worker.postMessage(load);
      });
    },
    close: async () => void (await worker.terminate()),
  };
}

const pools = new Map<string, Pool>();

async function generate({ url, requests, connections, forMs }: Load): Promise<Measured> {
  const key = `${url} ${connections}`;
  const pool = pools.get(key) ?? new Pool(url, { connections, pipelining: 1 });
  pools.set(key, pool);
  const began: number[] = [];
  const took: number[] = [];
  const start = instant();
  let next = 0;

  const lane = async (): Promise<void> => {
    for (;;) {
      const index = next;
      next += 1;
      if (forMs === null ? index >= requests.length : instant() - start >= forMs) return;
      const request = requests[index % requests.length];
      if (!request) return;
      const { path, headers, body } = request;
      const at = instant();
      const response = await pool.request({ method: 'POST', path, headers, body });
      await response.body.dump();
      began[index] = at;
      took[index] = instant() - at;
      if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  return { began, took, elapsedMs: instant() - start };
}

parentPort?.on('message', (load: Load) => {
  generate(load).then(
    (measured) => parentPort?.postMessage(measured),
    (error: unknown) => parentPort?.postMessage({ failed: String(error) }),
  );
});
