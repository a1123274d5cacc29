import { createHash } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';

/** What `measureSlowness` takes on the two quiet cores that the limits were set on. */
const REFERENCE_MS = 150;
/** Load beyond this says more of the counter than of the machine. */
const MAX_SLOWNESS = 30;

/** Where a run keeps what it measured at its start, for the programs it starts, too. */
export const SLOWNESS_VARIABLE = 'MACHINE_SLOWNESS';

let measured: number | undefined;

/**
 * How often a limit in time has to be multiplied on this machine, now: 1 on two quiet cores, more
 * where the start of the run was slower, or where more wants to run than there are cores. Limits
 * only guard against waiting for ever; what is a promise is never tied to them.
 */
export function slowness(): number {
  measured ??= Number(process.env[SLOWNESS_VARIABLE]) || measureSlowness();
  const load = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.min(MAX_SLOWNESS, Math.max(1, measured, load));
}

/** A limit in ms, as long as this machine needs it to be now. */
export function timeLimit(ms: number): number {
  return Math.ceil(ms * slowness());
}

/** What Slack measures in seconds, as long as this machine needs it to be. */
export function slackTimeouts(): { readonly ackTimeoutMs: number; readonly triggerMs: number } {
  return { ackTimeoutMs: timeLimit(15_000), triggerMs: timeLimit(15_000) };
}

/** Runs some fixed work and compares; 1 or more. Takes 0.15 s on two quiet cores. */
export function measureSlowness(): number {
  const began = performance.now();
  for (let round = 0; round < 8; round += 1) {
    const hash = createHash('sha256');
    const seen: Record<string, unknown> = {};
    for (let n = 0; n < 20_000; n += 1) {
      const key = `key ${n % 500}`;
      seen[key] = [n, key.length];
      hash.update(JSON.stringify(seen[key]));
    }
    hash.digest();
  }
  return Math.min(MAX_SLOWNESS, Math.max(1, (performance.now() - began) / REFERENCE_MS));
}
