import type { Clock } from '../../lib/clock.ts';

const WINDOW_MS = 30_000;
const LEAST_CALLS = 10;
const SICK_SHARE = 0.5;
const OPEN_MS = 30_000;
/** What others are told while the one probe is under way. */
const PROBE_MS = 5_000;

export type Entry =
  | { readonly kind: 'go'; readonly report: (healthy: boolean) => void }
  | { readonly kind: 'paused'; readonly forMs: number };

export interface Breaker {
  /** How long calls are held now, in ms; 0 when one may go. Changes nothing. */
  pauseMs(): number;
  /** Whether Jogg was down when it was last asked. */
  isOpen(): boolean;
  /** Asks to make one call. A caller that may go must report how it went. */
  enter(): Entry;
}

/**
 * Spares a Jogg that is down: after at least 10 calls in 30 s of which half or more were sick (no
 * answer, 5xx; never a key, credit or parameter error), calls are held for 30 s; then one probe
 * goes, and its health decides.
 */
export function createBreaker({ clock }: { readonly clock: Clock }): Breaker {
  let calls: { at: number; healthy: boolean }[] = [];
  let openUntil: number | null = null;
  let probing = false;
  let round = 0;

  const pauseMs = (): number => {
    if (openUntil === null) return 0;
    if (probing) return PROBE_MS;
    return Math.max(0, openUntil - clock.now());
  };

  const open = (): void => {
    openUntil = clock.now() + OPEN_MS;
    probing = false;
    calls = [];
    round += 1;
  };

  const close = (): void => {
    openUntil = null;
    probing = false;
    round += 1;
  };

  const count = (healthy: boolean): void => {
    const now = clock.now();
    calls = [...calls.filter((call) => call.at > now - WINDOW_MS), { at: now, healthy }];
    const unhealthy = calls.filter((call) => !call.healthy).length;
    if (calls.length >= LEAST_CALLS && unhealthy >= calls.length * SICK_SHARE) open();
  };

  return {
    pauseMs,
    isOpen: () => openUntil !== null,
    enter: () => {
      const forMs = pauseMs();
      if (forMs > 0) return { kind: 'paused', forMs };
      const mine = round;
      const probe = openUntil !== null;
      probing = probe;
      return {
        kind: 'go',
        report: (healthy) => {
          // A call from before the breaker opened or closed says nothing of how things are now.
          if (mine !== round) return;
          if (!probe) count(healthy);
          else if (healthy) close();
          else open();
        },
      };
    },
  };
}
