import { expect, it } from 'vitest';
import { totalOf } from '../support/lane-total.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { idle, open, plant, queued, started } from './harness.ts';

it('a task whose holder died is taken over at once', async () => {
  const { queue, file, ids, pass } = queued(idle);
  plant(file, ['a'], 'here 7 here all 7 n');
  plant(file, ['b'], 'here 2 here all 2 n');
  await queue.start();
  await pass(5_000);
  expect(ids()).toEqual(['a']);
});

it('a check of a long lease writes nothing; a lease near its end is renewed', async () => {
  const clock = createVirtualClock();
  const file = open();
  const writes = () => Number(file.db.prepare('SELECT total_changes() AS n').get()?.['n']);
  const seen: [boolean, number][] = [];
  const { queue, pass } = await started(
    async ({ lease }) => {
      for (const waitMs of [0, 15_000, 1_000]) {
        // The beat of the queue, which keeps the lease by itself, stands still.
        clock.jump(waitMs);
        const before = writes();
        seen.push([await lease.isHeld(), writes() - before]);
      }
      return 'idle';
    },
    { file, clock },
  );
  await queue.add('a', '');
  await pass(0);
  expect(seen).toEqual([
    [true, 0],
    [true, 0],
    [true, 1],
  ]);
});

it('a run longer than the lease keeps its task, also while the clock is set', async () => {
  const wanted = { file: open(), clock: createVirtualClock() };
  const gate = Promise.withResolvers<void>();
  const isHeld: boolean[] = [];
  const { queue, ids, events, pass, clock } = await started(async ({ lease }) => {
    await gate.promise;
    isHeld.push(await lease.isHeld());
    return 'idle';
  }, wanted);
  await queue.add('a', '');
  await pass(0);
  const second = await started(idle, { ...wanted, pid: 2 });
  await pass(600_000);
  await second.queue.stop(0);
  for (const ms of [3_600_000, -7_200_000]) {
    clock.jump(ms);
    await pass(5_000);
  }
  gate.resolve();
  await pass(0);
  expect([ids(), second.ids(), isHeld, events]).toEqual([['a'], [], [true], ['queue_started']]);
});

it('a holder that slept through its lease can neither continue nor write', async () => {
  const file = open();
  const gate = Promise.withResolvers<void>();
  const isHeld: boolean[] = [];
  const sleeper = await started(
    async ({ lease }) => {
      await gate.promise;
      isHeld.push(await lease.isHeld());
      return { at: 0, lane: 'prompt' };
    },
    { file },
  );
  await sleeper.queue.add('a', '');
  await sleeper.pass(0);
  const other = await started(idle, { file, pid: 2 });
  await other.pass(40_000);
  gate.resolve();
  await sleeper.clock.runPending();
  const { resting } = totalOf(await other.queue.lanes());
  expect([isHeld, sleeper.events, other.ids(), resting]).toEqual([
    [false],
    ['queue_started', 'task_lease_lost a'],
    ['a'],
    1,
  ]);
});
