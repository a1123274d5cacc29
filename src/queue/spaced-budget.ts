import type { Budget } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';

/** The refused are sent away over at most this many places, a minute at 200 ms each. */
const LINE = 300;

/**
 * At most one take per `gapMs`; not remembered over a restart. Those refused are told places one
 * `gapMs` after the other, so that a crowd that came together does not come back together; a free
 * place goes to whoever asks first.
 */
export function createSpacedBudget({ gapMs, clock }: { gapMs: number; clock: Clock }): Budget {
  let freeAt = Number.NEGATIVE_INFINITY;
  let refused = 0;
  return {
    async take() {
      const now = clock.now();
      // Further away than a gap only where the clock was set back.
      freeAt = Math.min(freeAt, now + gapMs);
      if (now >= freeAt) {
        freeAt = now + gapMs;
        refused = Math.max(0, refused - 1);
        return 0;
      }
      const place = refused % LINE;
      refused += 1;
      return freeAt - now + place * gapMs;
    },
  };
}
