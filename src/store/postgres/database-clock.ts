import type { Clock } from '../../lib/clock.ts';
import type { Database } from './database.ts';

/** A smaller change comes from network latency. */
const MIN_CHANGE_MS = 1_000;

const NOW = 'SELECT floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint AS now';

export interface ClockSkew {
  /** How far the database's clock was ahead of this machine's at the last measurement, in ms. */
  ms(): number;
  /** Throws what the store throws. */
  measure(): Promise<void>;
}

/** Compares this machine's clock with the database's; 0 before the first measurement. */
export function createClockSkew({ query }: Database, clock: Pick<Clock, 'now'>): ClockSkew {
  let skewMs = 0;
  return {
    ms: () => skewMs,
    async measure() {
      const before = clock.now();
      const { rows } = await query(NOW);
      const measured = Math.round(Number(rows[0]?.['now']) - (before + clock.now()) / 2);
      if (Math.abs(measured - skewMs) >= MIN_CHANGE_MS) skewMs = measured;
    },
  };
}
