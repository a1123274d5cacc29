import { expect, it } from 'vitest';
import type { Lease } from '../../src/domain/ports.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { idle, open, started } from './harness.ts';

it('a write proves that its run holds the task, to one effect, for a second', async () => {
  const [clock, file] = [createVirtualClock(), open()];
  const taken = () => file.db.exec('UPDATE task SET fence = fence + 1');
  const seen: Record<string, boolean[]> = {};
  const { queue, pass } = await started(
    async ({ id, lease }) => {
      if (id === 'near its end') clock.jump(15_001);
      await lease.write([]);
      if (id === 'later') await clock.sleep(1_000);
      taken();
      const first = await lease.isHeld();
      seen[id] = [first, await lease.isHeld(), await lease.write([]), await lease.isHeld()];
      return 'idle';
    },
    { file, clock },
  );
  for (const id of ['at once', 'later', 'near its end']) {
    await queue.add(id, '');
    await pass(1_000);
  }
  const no = Array(4).fill(false);
  const atOnce = [true, false, false, false];
  expect(seen).toEqual({ 'at once': atOnce, later: no, 'near its end': no });
});

it('a run holds its task while it lasts and no longer, also while the clock is set', async () => {
  const wanted = { file: open(), clock: createVirtualClock() };
  const gate = Promise.withResolvers<void>();
  const isHeld: boolean[] = [];
  let kept: Lease | undefined;
  const { queue, ids, events, pass, clock } = await started(async ({ lease }) => {
    kept = lease;
    isHeld.push(await lease.isHeld());
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
  expect([...isHeld, await kept?.isHeld()]).toEqual([true, true, false]);
  expect([ids(), second.ids(), events]).toEqual([['a'], [], ['queue_started']]);
});
