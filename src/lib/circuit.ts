import type { Clock } from './clock.ts';

type Time = Pick<Clock, 'monotonic'>;

const OPEN_MS = 30_000;
/** How long other calls wait while the probe runs. */
const PROBE_WAIT_MS = 5_000;

export type Entry =
  | { readonly kind: 'go'; readonly report: (healthy: boolean) => void }
  | { readonly kind: 'paused'; readonly forMs: number };

export interface Circuit {
  /** How long calls must wait now, in ms; 0 if a call may go. Does not change the circuit. */
  pauseMs(): number;
  /** Whether the last calls found the server down. */
  isOpen(): boolean;
  /** Asks for one call. A caller that gets `go` must report whether the server answered. */
  enter(): Entry;
}

/** Counts a call and returns whether the counted calls show an outage. */
export type Outage = (healthy: boolean) => boolean;

/**
 * A circuit breaker. It opens for 30 s when the counter from `startCounting` detects an outage.
 * Then it admits one probe: success closes the circuit, failure opens it again.
 */
export function createCircuit(deps: {
  readonly clock: Time;
  readonly startCounting: () => Outage;
}): Circuit {
  const { clock, startCounting } = deps;
  /** From one change of the circuit to the next. */
  const begin = (openUntil: number | null) => {
    return { openUntil, isOutage: startCounting(), isProbing: false };
  };
  let period = begin(null);

  const pauseMs = (): number => {
    const { openUntil, isProbing } = period;
    if (openUntil === null) return 0;
    return isProbing ? PROBE_WAIT_MS : Math.max(0, openUntil - clock.monotonic());
  };

  return {
    pauseMs,
    isOpen: () => period.openUntil !== null,
    enter() {
      const forMs = pauseMs();
      if (forMs > 0) return { kind: 'paused', forMs };
      const entered = period;
      const isProbe = entered.openUntil !== null;
      entered.isProbing = isProbe;
      return {
        kind: 'go',
        report(healthy) {
          // A call that started before the last change says nothing about the server now.
          if (entered !== period) return;
          if (isProbe && healthy) period = begin(null);
          else if (isProbe || entered.isOutage(healthy))
            period = begin(clock.monotonic() + OPEN_MS);
        },
      };
    },
  };
}

/** Detects an outage after `limit` calls in a row without an answer. */
export function consecutiveFailures(limit: number): () => Outage {
  return () => {
    let failures = 0;
    return (healthy) => {
      failures = healthy ? 0 : failures + 1;
      return failures >= limit;
    };
  };
}

/** Detects an outage if at least half of `minCalls` or more calls within `windowMs` failed. */
export function halfFailed(deps: {
  readonly clock: Time;
  readonly minCalls: number;
  readonly windowMs: number;
}): () => Outage {
  const { clock, minCalls, windowMs } = deps;
  return () => {
    let calls: { at: number; healthy: boolean }[] = [];
    return (healthy) => {
      const now = clock.monotonic();
      calls = [...calls.filter((call) => call.at > now - windowMs), { at: now, healthy }];
      const failed = calls.filter((call) => !call.healthy).length;
      return calls.length >= minCalls && failed * 2 >= calls.length;
    };
  };
}
