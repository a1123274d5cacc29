import type { Clock } from '../../lib/clock.ts';

/** So many calls in a row without an answer of Slack's are an outage. */
const SICK_IN_A_ROW = 5;
const PAUSE_MS = 30_000;
/** What others are told while the one probe is under way. */
const PROBE_MS = 5_000;

export type Entry =
  | { readonly kind: 'go'; readonly report: (healthy: boolean) => void }
  | { readonly kind: 'paused'; readonly forMs: number };

export interface OutageBreaker {
  /** Asks to make one call. A caller that may go must report whether Slack answered. */
  enter(): Entry;
}

/**
 * Spares a Slack that is down: after five calls in a row that it did not answer (no connection, no
 * answer in time, 5xx), calls wait for 30 s; then one probe goes, and decides.
 */
export function createOutageBreaker({ clock }: { readonly clock: Clock }): OutageBreaker {
  let unhealthy = 0;
  let openUntil: number | null = null;
  let probing = false;
  let round = 0;

  const pauseMs = (): number => {
    if (openUntil === null) return 0;
    if (probing) return PROBE_MS;
    const left = openUntil - clock.now();
    // More than the whole pause is left only where the clock was set back.
    return left > PAUSE_MS ? 0 : Math.max(0, left);
  };

  const turn = (until: number | null): void => {
    openUntil = until;
    probing = false;
    unhealthy = 0;
    round += 1;
  };

  return {
    enter() {
      const forMs = pauseMs();
      if (forMs > 0) return { kind: 'paused', forMs };
      const mine = round;
      const probe = openUntil !== null;
      probing = probe;
      return {
        kind: 'go',
        report(healthy) {
          // A call from before the pause began or ended says nothing of how things are now.
          if (mine !== round) return;
          unhealthy = healthy ? 0 : unhealthy + 1;
          if (probe && healthy) turn(null);
          else if (probe || unhealthy >= SICK_IN_A_ROW) turn(clock.now() + PAUSE_MS);
        },
      };
    },
  };
}
