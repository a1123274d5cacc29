import { onTestFinished } from 'vitest';
import type { Lease, NextRun, TaskQueue } from '../../src/domain/ports.ts';

export type Run = (id: string, payload: string, claim: Lease) => Promise<NextRun>;

/** A queue under test and the time it lives in. */
export interface Harness {
  readonly queue: TaskQueue & {
    start(): Promise<void>;
    stop(withinMs: number): Promise<void>;
    counts(): unknown;
  };
  readonly events: { readonly event: string; readonly task: unknown }[];
  now(): number;
  /** Lets `ms` pass and everything that falls due in it happen. */
  pass(ms: number): Promise<void>;
  close(): void;
}

/** Two tasks of each lane at a time, leases of 30 s. */
export type MakeHarness = (run: Run) => Promise<Harness>;

/** A queue that is stopped and closed after the test. */
export async function made(make: MakeHarness, run: Run): Promise<Harness> {
  const harness = await make(run);
  onTestFinished(async () => {
    await harness.queue.stop(0);
    harness.close();
  });
  return harness;
}

/** A queue that runs, until the end of the test. */
export async function started(make: MakeHarness, run: Run): Promise<Harness> {
  const harness = await made(make, run);
  await harness.queue.start();
  return harness;
}

export function createGate(): { opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: () => resolve() };
}
