import { expect, it } from 'vitest';
import type { NextRun } from '../../src/domain/ports.ts';
import { type MakeHarness, started } from './harness.ts';

/** When a task that rests runs again: at its time, or when it is woken. */
export function itWakesWhatRests(make: MakeHarness): void {
  it('a task that rests until a time runs then, and not before', async () => {
    const runs: number[] = [];
    const { queue, pass, now } = await started(make, async () => {
      runs.push(now());
      return runs.length < 3 ? { at: now() + 10_000, lane: 'poll' } : 'idle';
    });
    const began = now();
    await queue.add('a', '');
    await pass(60_000);
    expect(runs.map((at) => at - began)).toEqual([0, 10_000, 20_000]);
  });

  it('waking brings the next run forward, once', async () => {
    const runs: number[] = [];
    const { queue, pass, now } = await started(make, async () => {
      runs.push(now());
      return { at: now() + 900_000, lane: 'poll' };
    });
    const began = now();
    await queue.add('a', '');
    await pass(5_000);
    await Promise.all([queue.wake('a'), queue.wake('a')]);
    await pass(60_000);
    expect(runs.map((at) => at - began)).toEqual([0, 5_000]);
  });

  it('a task that rests until woken runs when woken', async () => {
    let runs = 0;
    const { queue, pass } = await started(make, async () => {
      runs += 1;
      return 'idle';
    });
    await queue.add('a', '');
    await pass(3_600_000);
    const before = runs;
    await queue.wake('a');
    await pass(0);
    expect([before, runs]).toEqual([1, 2]);
  });

  it('waking a task nobody knows does nothing', async () => {
    const runs: string[] = [];
    const { queue, pass } = await started(make, async (id) => {
      runs.push(id);
      return 'idle';
    });
    await queue.wake('nobody');
    await pass(5_000);
    expect([runs, await queue.add('nobody', '')]).toEqual([[], true]);
  });

  for (const [command, nextRun] of [
    ['rest until woken', () => 'idle'],
    ['run much later', (now) => ({ at: now + 900_000, lane: 'poll' })],
    ['never succeed', () => Promise.reject(new Error('broken'))],
  ] satisfies [string, (now: number) => NextRun | Promise<NextRun>][]) {
    it(`waking a task while it runs is not lost where it wants to ${command}`, async () => {
      let runs = 0;
      const { queue, pass, now } = await started(make, async (id) => {
        runs += 1;
        if (runs > 1) return 'idle';
        await queue.wake(id);
        return nextRun(now());
      });
      await queue.add('a', '');
      await pass(0);
      expect(runs).toBe(2);
    });
  }
}
