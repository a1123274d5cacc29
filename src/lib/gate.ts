import type { Clock } from './clock.ts';

type Time = Pick<Clock, 'monotonic'>;

/** Gates by key. A gate is open until it is closed for a time. A restart opens all gates. */
export interface Gates {
  /**
   * How long a call must wait, in ms; 0 if it may go. The first call after a closure is a probe:
   * the other calls wait `probeMs` more, unless the gate is opened or closed earlier.
   */
  enter(key: string): number;
  /** Whether the gate was closed and has not been opened since, even if the time is over. */
  isClosed(key: string): boolean;
  /** Closes the gate for at least `forMs`. Never shortens a closure. */
  close(key: string, forMs: number): void;
  open(key: string): void;
}

/** Creates gates that admit one probe per `probeMs` after a closure; 0 admits every call. */
export function createGates(deps: { readonly clock: Time; readonly probeMs: number }): Gates {
  const { clock, probeMs } = deps;
  const closedUntil = new Map<string, number>();
  return {
    enter(key) {
      const until = closedUntil.get(key);
      if (until === undefined) return 0;
      const now = clock.monotonic();
      if (until > now) return until - now;
      if (probeMs === 0) closedUntil.delete(key);
      else closedUntil.set(key, now + probeMs);
      return 0;
    },
    isClosed: (key) => closedUntil.has(key),
    close(key, forMs) {
      const until = clock.monotonic() + forMs;
      closedUntil.set(key, Math.max(until, closedUntil.get(key) ?? until));
    },
    open: (key) => void closedUntil.delete(key),
  };
}

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
  let openUntil: number | null = null;
  let isOutage = startCounting();
  let isProbing = false;
  let period = 0;

  const pauseMs = (): number => {
    if (openUntil === null) return 0;
    return isProbing ? PROBE_WAIT_MS : Math.max(0, openUntil - clock.monotonic());
  };

  const switchTo = (until: number | null): void => {
    openUntil = until;
    isOutage = startCounting();
    isProbing = false;
    period += 1;
  };

  return {
    pauseMs,
    isOpen: () => openUntil !== null,
    enter() {
      const forMs = pauseMs();
      if (forMs > 0) return { kind: 'paused', forMs };
      const startedIn = period;
      const isProbe = openUntil !== null;
      isProbing = isProbe;
      return {
        kind: 'go',
        report(healthy) {
          // A call that started before the last change says nothing about the server now.
          if (startedIn !== period) return;
          if (isProbe && healthy) switchTo(null);
          else if (isProbe || isOutage(healthy)) switchTo(clock.monotonic() + OPEN_MS);
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
