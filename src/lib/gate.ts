import type { Clock } from './clock.ts';

type Time = Pick<Clock, 'monotonic'>;

/** Gates by key, each open until it is closed for a time. In memory: a restart opens them all. */
export interface Gates {
  /**
   * How long a call must wait, in ms; 0: it may go. The first call after a closure is its probe:
   * the others wait for `probeMs` more, unless the gate is opened or closed before.
   */
  enter(key: string): number;
  /** Whether it was closed and not opened since, even if its time is over. */
  isClosed(key: string): boolean;
  /** Closes it for at least `forMs`; never shortens a closure. */
  close(key: string, forMs: number): void;
  open(key: string): void;
}

/** Gates that let one probe through every `probeMs` after a closure; 0: everybody. */
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
/** How long other calls wait while the probe is under way. */
const PROBE_WAIT_MS = 5_000;

export type Entry =
  | { readonly kind: 'go'; readonly report: (healthy: boolean) => void }
  | { readonly kind: 'paused'; readonly forMs: number };

export interface Circuit {
  /** How long calls are held now, in ms; 0 when one may go. Changes nothing. */
  pauseMs(): number;
  /** Whether the other side was down when it was last asked. */
  isOpen(): boolean;
  /** Asks to make one call. A caller that may go must report whether it was answered. */
  enter(): Entry;
}

/** Counts calls; answers whether they show an outage. */
export type Outage = (healthy: boolean) => boolean;

/**
 * Spares a server that is down: where `startCounting`'s count shows an outage, calls are held for
 * 30 s; then one probe goes, and its health decides.
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
          // A call from before the circuit opened or closed says nothing about the server now.
          if (startedIn !== period) return;
          if (isProbe && healthy) switchTo(null);
          else if (isProbe || isOutage(healthy)) switchTo(clock.monotonic() + OPEN_MS);
        },
      };
    },
  };
}

/** An outage: `most` calls in a row without an answer. */
export function consecutiveFailures(limit: number): () => Outage {
  return () => {
    let failures = 0;
    return (healthy) => {
      failures = healthy ? 0 : failures + 1;
      return failures >= limit;
    };
  };
}

/** An outage: of at least `least` calls within `windowMs`, half or more failed. */
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
