import { expect, it } from 'vitest';
import { createGate, type MakeHarness, started } from './harness.ts';

/** How many run at a time: one of a task, and of a lane as many as it has places. */
export function itKeepsToItsPlaces(make: MakeHarness): void {
  it('one task never runs twice at a time, however often it is woken', async () => {
    let inside = 0;
    let most = 0;
    const gate = createGate();
    const { queue, pass } = await started(make, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await gate.opened;
      inside -= 1;
      return 'idle';
    });
    await queue.add('a', '');
    for (let wakes = 0; wakes < 20; wakes += 1) {
      await queue.wake('a');
      await pass(10_000);
    }
    gate.open();
    await pass(1_000);
    expect([most, inside]).toEqual([1, 0]);
  });

  it('no more tasks of a lane run at a time than it has places, and all get their turn', async () => {
    let inside = 0;
    let most = 0;
    let done = 0;
    const { queue, pass } = await started(make, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      done += 1;
      return 'idle';
    });
    for (let n = 0; n < 25; n += 1) await queue.add(`task ${n}`, '');
    await pass(1_000);
    expect([most, done]).toEqual([2, 25]);
  });

  it('polls that hang do not hold up what is to be done now', async () => {
    const runs: string[] = [];
    const gate = createGate();
    const { queue, pass, now } = await started(make, async (id, payload) => {
      runs.push(id);
      if (runs.filter((each) => each === id).length === 1 && payload === 'poll')
        return { at: now() + 1_000, lane: 'poll' };
      if (payload === 'poll') await gate.opened;
      return 'idle';
    });
    for (const id of ['p', 'q', 'r']) await queue.add(id, 'poll');
    await pass(2_000);
    await queue.add('now', 'prompt');
    await pass(0);
    gate.open();
    expect(runs.at(-1)).toBe('now');
  });
}
