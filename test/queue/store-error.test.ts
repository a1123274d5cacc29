import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { atRest, build, createGate } from './harness.ts';
import { newFile, open, plant, plantLater } from './queue-file.ts';

describe('a store in trouble', () => {
  it('makes the queue unready, and it recovers by itself within 5 s', async () => {
    const path = newFile();
    const clock = createVirtualClock();
    const file = open(path, 1);
    let runs = 0;
    const { queue, events } = build({
      file,
      clock,
      run: async () => {
        runs += 1;
        return { at: clock.now() + 1_000, lane: 'poll' };
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.advance(100);
    const blocker = open(path);
    blocker.db.exec('BEGIN IMMEDIATE');
    await clock.advance(2_000);
    const during = { ready: queue.ready(), runs };
    await clock.advance(60_000);
    blocker.db.exec('ROLLBACK');
    await clock.advance(5_000);
    const after = { ready: queue.ready(), again: runs > during.runs };
    await queue.stop(0);
    expect({ during, after, said: new Set(events.map(({ event }) => event)) }).toEqual({
      during: { ready: false, runs: 1 },
      after: { ready: true, again: true },
      said: new Set([
        'queue_started',
        'queue_store_failed',
        'queue_store_recovered',
        'queue_stopped',
      ]),
    });
  });

  it('a run that ended while the store was locked is not run again', async () => {
    const path = newFile();
    const clock = createVirtualClock();
    const gate = createGate();
    let runs = 0;
    const { queue } = build({
      file: open(path, 1),
      clock,
      run: async () => {
        runs += 1;
        await gate.opened;
        return 'idle';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.runPending();
    const blocker = open(path);
    blocker.db.exec('BEGIN IMMEDIATE');
    gate.open();
    await clock.advance(120_000);
    blocker.db.exec('ROLLBACK');
    await clock.advance(5_000);
    await queue.stop(0);
    expect([runs, (await queue.counts()).resting]).toEqual([1, 1]);
  });

  it('a claim whose answer was lost in a failing store is given up when the store recovers', async () => {
    const path = newFile();
    const clock = createVirtualClock();
    const file = open(path, 1);
    const runs: string[] = [];
    const { queue } = build({
      file,
      clock,
      run: async (id) => {
        runs.push(id);
        return 'idle';
      },
    });
    await queue.start();
    plant(file, [{ id: 'claimed', owner: 'here 1 here all 1 n', until: clock.now() + 30_000 }]);
    const blocker = open(path);
    blocker.db.exec('BEGIN IMMEDIATE');
    plantLater(blocker, 'due');
    blocker.db.exec('COMMIT; BEGIN IMMEDIATE');
    await clock.advance(10_000);
    blocker.db.exec('ROLLBACK');
    await clock.advance(5_000);
    await queue.stop(0);
    expect(runs.toSorted()).toEqual(['claimed', 'due']);
  });

  it('failures that are the store’s do not bring a task into quarantine', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    let runs = 0;
    const { queue } = build({
      file,
      clock,
      run: async () => {
        runs += 1;
        const full = new StoreError('full', 'no room left');
        if (runs <= 10) throw new Error('not saved', { cause: full });
        return 'idle';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.advance(120_000);
    await queue.stop(0);
    expect([runs, (await queue.counts()).resting]).toEqual([11, 1]);
  });

  it('adding to a closed store throws: nothing was accepted', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const { queue } = build({ file, clock, run: atRest });
    file.close();
    await expect(queue.add('a', '')).rejects.toThrow();
  });
});
