import { describe, expect, it } from 'vitest';
import { createSlidingLimiter } from '../../src/queue/sliding-limiter.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

function sliding(clock: VirtualClock, log: { times: readonly number[]; broken?: boolean }) {
  return createSlidingLimiter({
    limit: 3,
    windowMs: 60_000,
    clock,
    load: async () => log.times,
    save: async (times) => {
      if (log.broken) throw new Error('disk full');
      log.times = times;
    },
  });
}

describe('at most so many in any window', () => {
  it('grants the limit, then says how long until the oldest is out of the window', async () => {
    const clock = createVirtualClock();
    const budget = sliding(clock, { times: [] });
    const answers: number[] = [];
    for (const gap of [0, 10_000, 10_000, 10_000, 30_000, 0]) {
      await clock.advance(gap);
      answers.push(await budget.take());
    }
    expect(answers).toEqual([0, 0, 0, 30_000, 0, 10_000]);
  });

  it('never grants more than the limit in any window, whenever it is asked', async () => {
    const clock = createVirtualClock();
    const budget = sliding(clock, { times: [] });
    const granted: number[] = [];
    for (let asked = 0; asked < 600; asked += 1) {
      if ((await budget.take()) === 0) granted.push(clock.now());
      clock.jump((asked * 7919) % 1_700);
    }
    const crowded = granted.filter((at, index) => at - (granted[index - 3] ?? -Infinity) < 60_000);
    expect(granted.length).toBeGreaterThan(20);
    expect(crowded).toEqual([]);
  });

  it('those who ask together share the places', async () => {
    const budget = sliding(createVirtualClock(), { times: [] });
    const answers = await Promise.all(Array.from({ length: 5 }, () => budget.take()));
    expect(answers).toEqual([0, 0, 0, 60_000, 60_000]);
  });

  it('a restart does not forget what was spent', async () => {
    const clock = createVirtualClock();
    const log = { times: [] };
    for (let taken = 0; taken < 3; taken += 1) await sliding(clock, log).take();
    await clock.advance(20_000);
    expect(await sliding(clock, log).take()).toBe(40_000);
  });

  it('a take that cannot be saved throws and takes nothing', async () => {
    const log: { times: readonly number[]; broken?: boolean } = { times: [], broken: true };
    const budget = sliding(createVirtualClock(), log);
    for (let tries = 0; tries < 5; tries += 1)
      await expect(budget.take()).rejects.toThrow('disk full');
    log.broken = false;
    expect(await budget.take()).toBe(0);
  });

  it('a clock that is set back an hour holds nothing up for longer than the window', async () => {
    const clock = createVirtualClock();
    const budget = sliding(clock, { times: [] });
    for (let taken = 0; taken < 3; taken += 1) await budget.take();
    clock.jump(-3_600_000);
    const told = await budget.take();
    await clock.advance(60_000);
    expect([told, await budget.take()]).toEqual([60_000, 0]);
  });
});
