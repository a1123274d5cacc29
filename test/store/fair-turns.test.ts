import { expect, it, onTestFinished } from 'vitest';
import { createFairTurns } from '../../src/store/limits/fair-turns.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const WINDOW_MS = 60_000;

/** Who was granted a place, in order, where each asks for as many as here for five minutes. */
async function granted(wanted: Readonly<Record<string, number>>, isFair: boolean) {
  const clock = createVirtualClock();
  const state = openState('memory:', () => undefined, { clock, random: () => 0.5 });
  onTestFinished(() => state.close());
  const paid = createPaidRequests({ change: state.change, limit: 6, windowMs: WINDOW_MS });
  const fair = createFairTurns({ change: state.change, windowMs: WINDOW_MS });
  const order: string[] = [];
  const ask = async (by: string) => {
    const limiter = isFair ? fair(by, paid) : paid;
    for (let wait = await limiter.take(); wait > 0; wait = await limiter.take()) {
      await clock.sleep(wait);
      if (clock.monotonic() > 5 * WINDOW_MS) return;
    }
    order.push(by);
  };
  // Ten seconds apart, so that the places become free one by one and not all at once.
  for (const [by, count] of Object.entries(wanted))
    for (let nth = 0; nth < count; nth += 1) {
      void ask(by);
      if (nth < 6) await clock.advance(by === 'busy' ? 9_000 : 1);
    }
  await clock.advance(6 * WINDOW_MS);
  return order;
}

const places = (order: readonly string[], of: string) =>
  order.flatMap((by, at) => (by === of ? [at] : []));

it('with a busy one beside it, one that wants few places gets the next that is free', async () => {
  const wanted = { busy: 80, quiet: 2 };
  const [unfair, fair] = [await granted(wanted, false), await granted(wanted, true)];
  expect([places(unfair, 'quiet'), places(fair, 'quiet')]).toEqual([[], [6, 7]]);
});

it('two that want the same share the places, and no place is lost', async () => {
  const order = await granted({ busy: 100, other: 100 }, true);
  const [busy, other] = [places(order, 'busy').length, places(order, 'other').length];
  expect([order.length >= 30, Math.abs(busy - 6 - other) <= 2]).toEqual([true, true]);
});

it('alone, one has all of them', async () => {
  expect((await granted({ busy: 100 }, true)).length).toBe(
    (await granted({ busy: 100 }, false)).length,
  );
});
