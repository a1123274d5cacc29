import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { build } from './built-queue.ts';
import { createGate } from './harness.ts';
import { open } from './queue-file.ts';
import { describeQueue } from './queue-suite.ts';

describeQueue('embedded queue', async (run) => {
  const clock = createVirtualClock();
  const file = open(':memory:');
  const { queue, events } = build({ file, clock, run });
  return { queue, events, now: clock.now, pass: clock.advance, close: () => file.close() };
});

describe('counts', () => {
  it('say what every task is doing', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const gate = createGate();
    const { queue } = build({
      file,
      clock,
      lanes: 1,
      run: async (id) => {
        if (id === 'waiting') return { at: clock.now() + 7_200_000, lane: 'poll' };
        if (id === 'bad') throw new Error('broken');
        if (id === 'running') await gate.opened;
        return 'idle';
      },
    });
    await queue.start();
    for (const id of ['waiting', 'resting', 'bad']) await queue.add(id, '');
    await clock.advance(3_600_000);
    await queue.add('running', '');
    await clock.runPending();
    await queue.add('due', '');
    const counts = await queue.counts();
    gate.open();
    await clock.runPending();
    await queue.stop(0);
    expect(counts).toEqual({ due: 1, waiting: 1, running: 1, resting: 1, quarantined: 1 });
  });
});
