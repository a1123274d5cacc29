import type { Clock } from '../lib/clock.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';

/** The account's last known balance: information only, never a reason to reject an order. */
export interface Balance {
  /** Credits; null if unknown. Never waits. */
  current(): number | null;
  /** Loads the balance from Jogg in the background, at most every 5 minutes. */
  refresh(): void;
}

/** For a shared account, whose balance would reveal what other tenants do. */
export const NO_BALANCE: Balance = { current: () => null, refresh: () => undefined };

const REFRESH_MS = 5 * 60_000;

/** Keeps the last answer of `quota` in memory, and logs its failures. */
export function createBalance(deps: {
  /** Null if Jogg does not tell. */
  readonly quota: () => Promise<number | null>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): Balance {
  let lastKnown: number | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const load = async (): Promise<void> => {
    try {
      lastKnown = await deps.quota();
    } catch (error) {
      deps.logEvent('balance_unknown', errorFields(error));
    }
  };
  return {
    current: () => lastKnown,
    refresh() {
      const now = deps.clock.monotonic();
      if (now - askedAt < REFRESH_MS) return;
      askedAt = now;
      void load();
    },
  };
}
