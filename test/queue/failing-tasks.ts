import { expect, it } from 'vitest';
import { type MakeHarness, started } from './harness.ts';

/** What becomes of a task that fails, and of the others. */
export function itOutlivesFailures(make: MakeHarness): void {
  it('a failing task is tried again, later each time, and rests after five failures', async () => {
    const runs: number[] = [];
    const { queue, pass, now, events } = await started(make, async () => {
      runs.push(now());
      throw new Error('broken');
    });
    await queue.add('bad', '');
    await pass(3_600_000);
    const gaps = runs.slice(1).map((at, index) => at - (runs[index] ?? 0));
    expect(runs.length).toBe(5);
    expect(gaps.toSorted((a, b) => a - b)).toEqual(gaps);
    expect(events.filter(({ event }) => event === 'task_quarantined')).toEqual([
      { event: 'task_quarantined', task: 'bad' },
    ]);
  });

  it('a task in quarantine leaves the others moving, and a wake gives it a new chance', async () => {
    let mended = false;
    const runs: string[] = [];
    const { queue, pass } = await started(make, async (id) => {
      if (id === 'bad' && !mended) throw new Error('broken');
      runs.push(id);
      return 'idle';
    });
    await queue.add('bad', '');
    await pass(3_600_000);
    await queue.add('good', '');
    await pass(0);
    mended = true;
    await queue.wake('bad');
    await pass(0);
    expect(runs).toEqual(['good', 'bad']);
  });

  it('the new chance is as good as the first', async () => {
    let runs = 0;
    const { queue, pass } = await started(make, async () => {
      runs += 1;
      throw new Error('broken');
    });
    await queue.add('bad', '');
    await pass(600_000);
    await queue.wake('bad');
    await pass(600_000);
    expect(runs).toBe(10);
  });

  it('only failures in a row count', async () => {
    let runs = 0;
    const { queue, pass, now, events } = await started(make, async () => {
      runs += 1;
      if (runs % 5 !== 0) throw new Error('broken');
      return { at: now() + 1_000, lane: 'prompt' };
    });
    await queue.add('shaky', '');
    await pass(600_000);
    expect(runs).toBeGreaterThan(20);
    expect(events.filter(({ event }) => event === 'task_quarantined')).toEqual([]);
  });

  it('a rest that is no time counts as a failure, not as a rest for ever', async () => {
    let runs = 0;
    const { queue, pass } = await started(make, async () => {
      runs += 1;
      return runs === 1 ? { at: Number.NaN, lane: 'poll' } : 'idle';
    });
    await queue.add('a', '');
    await pass(60_000);
    expect(runs).toBe(2);
  });
}
