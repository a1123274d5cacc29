import type { Clock } from '../../lib/clock.ts';
import type { Failure } from './classify.ts';

/** The longest that is ever waited because Slack asked for it. */
const MOST_MS = 15 * 60_000;

export interface MethodLimits {
  /** How long a method must rest for a workspace, in ms; 0 where it may be called. */
  restMs(workspace: string, method: string): number;
  /** Learns how a call ended: null is success. */
  learn(workspace: string, method: string, failure: Failure | null): void;
}

/**
 * Remembers how long Slack asked a method to rest, for every video: its limits are over a method
 * in a workspace, and leave the other methods alone.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export function createMethodLimits({ clock }: { readonly clock: Clock }): MethodLimits {
  const until = new Map<string, number>();
  return {
    restMs(workspace, method) {
      const left = (until.get(keyOf(workspace, method)) ?? 0) - clock.now();
      // More than the longest rest is left only where the clock was set back.
      if (left > 0 && left <= MOST_MS) return left;
      until.delete(keyOf(workspace, method));
      return 0;
    },
    learn(workspace, method, failure) {
      if (failure?.kind !== 'later' || failure.afterMs === null) return;
      const key = keyOf(workspace, method);
      until.set(key, Math.max(until.get(key) ?? 0, clock.now() + failure.afterMs));
    },
  };
}

function keyOf(workspace: string, method: string): string {
  return `${workspace}/${method}`;
}
