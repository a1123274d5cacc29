import { createHash } from 'node:crypto';
import { availableParallelism, loadavg } from 'node:os';

/** How long `measureSlowness` takes on the two idle cores for which the limits were chosen. */
const REFERENCE_MS = 150;
/** The largest factor: a higher load is not credible. */
const MAX_SLOWNESS = 30;

/** The variable that passes the measured slowness on to programs that a run starts. */
export const SLOWNESS_VARIABLE = 'MACHINE_SLOWNESS';

let measured: number | undefined;

/**
 * The factor for time limits on this machine now: 1 on two idle cores, more if the run started
 * slowly or the load exceeds the cores. Limits only end tests that hang.
 */
export function slowness(): number {
  measured ??= Number(process.env[SLOWNESS_VARIABLE]) || measureSlowness();
  const load = (loadavg()[0] ?? 0) / availableParallelism();
  return Math.min(MAX_SLOWNESS, Math.max(1, measured, load));
}

/** Returns a time limit of `ms` on an idle machine, scaled to this machine now. */
export function timeLimit(ms: number): number {
  return Math.ceil(ms * slowness());
}

/** Slack's own timeouts, scaled to this machine. */
export function slackTimeouts(): { readonly ackTimeoutMs: number; readonly triggerMs: number } {
  return { ackTimeoutMs: timeLimit(15_000), triggerMs: timeLimit(15_000) };
}

/** Times a fixed piece of work, 0.15 s on two idle cores; returns a factor of 1 or more. */
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
