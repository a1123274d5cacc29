import { expect, it } from 'vitest';
import { type MakeHarness, made, started } from './harness.ts';

/** What becomes of a task that is added. */
export function itRunsWhatWasAdded(make: MakeHarness): void {
  it('a task that was added runs at once, with its payload', async () => {
    const runs: string[] = [];
    const { queue, pass } = await started(make, async (id, payload) => {
      runs.push(`${id} ${payload}`);
      return 'idle';
    });
    expect(await queue.add('a', 'script')).toBe(true);
    await pass(0);
    expect(runs).toEqual(['a script']);
  });

  it('a task that was added before the start runs', async () => {
    const runs: string[] = [];
    const { queue, pass } = await made(make, async (id) => {
      runs.push(id);
      return 'idle';
    });
    await queue.add('a', '');
    await pass(5_000);
    expect(runs).toEqual([]);
    await queue.start();
    await pass(0);
    expect(runs).toEqual(['a']);
  });

  it('adding an id again changes nothing: before, during and long after its run', async () => {
    const runs: string[] = [];
    const again: boolean[] = [];
    const { queue, pass } = await started(make, async (id, payload) => {
      again.push(await queue.add(id, 'during'));
      runs.push(payload);
      return 'idle';
    });
    const first = await Promise.all([queue.add('a', 'first'), queue.add('a', 'second')]);
    await pass(60_000);
    again.push(await queue.add('a', 'after'));
    await pass(60_000);
    expect({ first, again, runs }).toEqual({
      first: [true, false],
      again: [false, false],
      runs: ['first'],
    });
  });
}
