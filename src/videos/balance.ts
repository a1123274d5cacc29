import type { Clock } from '../lib/clock.ts';
import { errorFields, type Note } from '../lib/log.ts';

/** What the account has left, as Jogg told it last: information only, never a reason to refuse. */
export interface Balance {
  /** Credits; null while nothing is known, or Jogg does not tell. Never waits. */
  current(): number | null;
  /** Asks Jogg in the background, at most every 5 minutes. */
  touch(): void;
}

const EVERY_MS = 5 * 60_000;

export function createBalance(deps: {
  /** v1 tells nothing of the account: it is not asked. */
  readonly version: 'v1' | 'v2';
  readonly account: () => Promise<{ readonly quota: number | null }>;
  readonly clock: Clock;
  readonly note: Note;
}): Balance {
  let known: number | null = null;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = async (): Promise<void> => {
    try {
      known = (await deps.account()).quota;
    } catch (error) {
      deps.note('balance_unknown', errorFields(error));
    }
  };
  return {
    current: () => known,
    touch() {
      if (deps.version === 'v1') return;
      const now = deps.clock.now();
      if (now - askedAt < EVERY_MS && now >= askedAt) return;
      askedAt = now;
      void ask();
    },
  };
}
