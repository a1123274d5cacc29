import { expect, it } from 'vitest';
import type { Lease } from '../../src/domain/ports.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { openFile, tempStatePath } from '../store/temp-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { addPolls, countIdle, createHarness, runToIdle, startQueue } from './harness.ts';

const TEN_MINUTES = 600_000;

it.each<[string, (number | 'idle')[], number, number[]]>([
  ['that asks for a time runs at that time', [10_000, 10_000], 90_000, [0, 10_000, 20_000, 90_000]],
  ['that is woken twice runs once, at once', [900_000, 900_000], 5_000, [0, 5_000]],
  ['that is idle runs when it is woken', ['idle'], TEN_MINUTES, [0, TEN_MINUTES]],
  ['that asks for an invalid time fails and is retried', [Number.NaN], 90_000, [0, 750, 90_000]],
])('a task %s', async (_, delays, wakeAt, expected) => {
  const { queue, advance, runTimes, now } = await startQueue(async ({ nth }) => {
    const delay = delays[nth - 1] ?? 'idle';
    return delay === 'idle' ? delay : { at: now() + delay, lane: 'poll' };
  });
  await queue.add('a', '');
  await advance(wakeAt);
  await Promise.all([queue.wake('a'), queue.wake('a')]);
  await advance(60_000);
  expect(runTimes()).toEqual(expected);
});

it('F82: a task due by a clock that was years ahead runs after the clock is set back', async () => {
  const years = 10 * 365 * 24 * 3_600_000;
  const { queue, clock, advance, runIds } = await startQueue(async ({ nth }) =>
    nth === 1 ? { at: clock.now() + 1_000, lane: 'poll' } : 'idle',
  );
  clock.jump(years);
  await queue.add('a', '');
  await advance(0);
  clock.jump(-years);
  await advance(5_000);
  expect(runIds()).toEqual(['a', 'a']);
});

it('F49: a failing task runs five times with growing delays, and then only when it is woken', async () => {
  const { queue, advance, runTimes, runIds, events } = await startQueue(async ({ id, nth }) => {
    if (id === 'bad' && nth < 6) throw new Error('broken');
    return 'idle';
  });
  await queue.add('bad', '');
  await advance(TEN_MINUTES);
  const tries = runTimes();
  await queue.add('good', '');
  await advance(0);
  await queue.wake('bad');
  await advance(TEN_MINUTES);
  const quarantines = events.filter((event) => event === 'task_quarantined bad');
  expect([runIds(), quarantines.length]).toEqual([[...Array(5).fill('bad'), 'good', 'bad'], 1]);
  expect(tries).toEqual([0, 750, 2_250, 5_250, 11_250]);
});

it('polls that hang do not delay a new task', async () => {
  const gate = Promise.withResolvers<'idle'>();
  const { queue, advance, runIds, now } = await startQueue(async ({ payload, nth }) => {
    if (payload !== 'poll') return 'idle';
    return nth > 3 ? gate.promise : { at: now() + 1_000, lane: 'poll' };
  });
  for (const id of ['p', 'q', 'r']) await queue.add(id, 'poll');
  await advance(2_000);
  await queue.add('now', 'prompt');
  await advance(0);
  gate.resolve('idle');
  expect(runIds().at(-1)).toBe('now');
});

it('a run that ends with its last write is neither finished twice nor reported as lost', async () => {
  const written: boolean[] = [];
  const { queue, advance, events, now } = await startQueue(async ({ lease, nth }) => {
    const records = [{ namespace: 'video', key: 'a', value: 1 }];
    const nextRun = { at: now() + 1_000, lane: 'poll' } as const;
    if (nth > 1) return 'idle';
    written.push(await lease.write(records), await lease.write(records, nextRun));
    written.push(await lease.write(records), await lease.isHeld());
    return nextRun;
  });
  await queue.add('a', '');
  await advance(60_000);
  expect([written, events]).toEqual([[true, true, false, false], ['queue_started']]);
});

it('stopping waits for running tasks up to its limit; runs that outlast it lose their lease', async () => {
  const isHeld: boolean[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { queue, advance, runIds, events } = await startQueue(async ({ lease, nth }) => {
    await gates[nth - 1]?.promise;
    isHeld.push(await lease.isHeld(), await lease.write([]));
    return 'idle';
  });
  for (const id of ['ends', 'hangs']) await queue.add(id, '');
  await advance(0);
  const stopping = queue.stop(20_000);
  await queue.add('new', '');
  await advance(10_000);
  gates[0]?.resolve();
  await advance(9_000);
  const eventsBefore = [events.at(-1)];
  await advance(1_000);
  await stopping;
  gates[1]?.resolve();
  await advance(60_000);
  expect([runIds(), isHeld.join()]).toEqual([['ends', 'hangs'], 'true,true,false,false']);
  expect([...eventsBefore, events.at(-1)]).toEqual(['queue_started', 'queue_stopped']);
});

it('a stop waits for a claim and releases its tasks', async () => {
  const onClaim = async () => {
    void first.queue.stop(0);
    await first.clock.sleep(1);
  };
  const first = createHarness(runToIdle, { onClaim });
  await first.queue.add('a', '');
  await first.queue.start();
  await first.advance(0);
  const early = first.events.at(-1);
  await first.advance(1);
  const second = await startQueue(runToIdle, { file: first.file, pid: 2 });
  await second.advance(0);
  expect([early, first.events.at(-1)]).toEqual(['queue_started', 'queue_stopped']);
  expect([first.runIds(), second.runIds()]).toEqual([[], ['a']]);
});

it('a write verifies the lease for one effect within a second', async () => {
  const [clock, file] = [createVirtualClock(), openFile()];
  const takeOver = () => file.db.exec('UPDATE task SET fence = fence + 1');
  const results: Record<string, boolean[]> = {};
  const { queue, advance } = await startQueue(
    async ({ id, lease }) => {
      if (id === 'expiring') clock.jump(15_001);
      await lease.write([]);
      if (id === 'later') await clock.sleep(1_000);
      takeOver();
      const first = await lease.isHeld();
      results[id] = [first, await lease.isHeld(), await lease.write([]), await lease.isHeld()];
      return 'idle';
    },
    { file, clock },
  );
  for (const id of ['at once', 'later', 'expiring']) {
    await queue.add(id, '');
    await advance(1_000);
  }
  const allFalse = Array(4).fill(false);
  const atOnce = [true, false, false, false];
  expect(results).toEqual({ 'at once': atOnce, later: allFalse, expiring: allFalse });
});

it('a run holds its task until it ends, even if the clock is changed', async () => {
  const wanted = { file: openFile(), clock: createVirtualClock() };
  const gate = Promise.withResolvers<void>();
  const isHeld: boolean[] = [];
  let lastLease: Lease | undefined;
  const { queue, runIds, events, advance, clock } = await startQueue(async ({ lease }) => {
    lastLease = lease;
    isHeld.push(await lease.isHeld());
    await gate.promise;
    isHeld.push(await lease.isHeld());
    return 'idle';
  }, wanted);
  await queue.add('a', '');
  await advance(0);
  const second = await startQueue(runToIdle, { ...wanted, pid: 2 });
  await advance(600_000);
  await second.queue.stop(0);
  for (const ms of [3_600_000, -7_200_000]) {
    clock.jump(ms);
    await advance(5_000);
  }
  gate.resolve();
  await advance(0);
  expect([...isHeld, await lastLease?.isHeld()]).toEqual([true, true, false]);
  expect([runIds(), second.runIds(), events]).toEqual([['a'], [], ['queue_started']]);
});

it('a locked store loses nothing: an ended run does not repeat, and an unanswered claim runs', async () => {
  const path = tempStatePath();
  const [file, { db, ...delay }] = [openFile(path, 1), openFile(path)];
  const gate = Promise.withResolvers<'idle'>();
  const { queue, advance, runIds } = await startQueue(
    async ({ id }) => (id === 'ended' ? gate.promise : 'idle'),
    { file },
  );
  await queue.add('ended', '');
  await advance(0);
  addPolls(file, ['claimed'], 'here 1 here all 1 n');
  db.exec('BEGIN IMMEDIATE');
  gate.resolve('idle');
  await advance(5_000);
  const during = runIds();
  addPolls({ ...delay, db }, ['due']);
  db.exec('COMMIT');
  await advance(5_000);
  expect([during, runIds().toSorted()]).toEqual([['ended'], ['claimed', 'due', 'ended']]);
});

it('failures of the store do not quarantine a task', async () => {
  const { queue, advance, runIds } = await startQueue(async ({ nth }) => {
    if (nth > 10) return 'idle';
    throw new Error('not saved', { cause: new StoreError('full', 'no room left') });
  });
  await queue.add('a', '');
  await advance(120_000);
  expect([runIds().length, await countIdle(queue)]).toEqual([11, 1]);
});

it('F87: ten thousand polls at a start run at most six per second, and all within 2,200 s', async () => {
  const { queue, file, now, advance, runTimes } = createHarness(runToIdle, { lanes: 8 });
  const overdue = Array.from({ length: 5_000 }, (_, nth) => `overdue ${nth}`);
  addPolls(file, overdue);
  file.db.exec(`INSERT INTO task (id, payload, lane, due, touched)
    SELECT 'soon ' || id, '', 'poll', ${now()} + random() % 30000, 0 FROM task`);
  await queue.start();
  await advance(2_200_000);
  const perSecond = Map.groupBy(runTimes(), (ms) => Math.floor(ms / 1_000)).values();
  const max = Math.max(...[...perSecond].map((runs) => runs.length));
  expect([await countIdle(queue), max <= 6]).toEqual([10_000, true]);
});

it('fifty polls at a start run at once; only tasks idle for over 90 days are deleted', async () => {
  const { queue, file, now, advance, runIds } = createHarness(runToIdle);
  const polls = Array.from({ length: 50 }, (_, nth) => `poll ${nth}`);
  addPolls(file, polls);
  for (const days of [89, 91])
    file.db.exec(`INSERT INTO task (id, payload, lane, touched)
      VALUES ('${days}', '', 'poll', ${now() - days * 24 * 3_600_000})`);
  await queue.start();
  await advance(10);
  expect([runIds().length, await countIdle(queue)]).toEqual([50, 51]);
});

it('a lane never exceeds its workers, and a workspace never uses more than half of them', async () => {
  const running: string[] = [];
  let [max, maxBusy] = [0, 0];
  const { queue, runIds, advance, clock } = createHarness(
    async ({ id }) => {
      running.push(id);
      max = Math.max(max, running.length);
      maxBusy = Math.max(maxBusy, running.filter((each) => each.startsWith('TBUSY')).length);
      await clock.sleep(1 + (Number(id.split('~')[1]) % 7) * 10);
      running.splice(running.indexOf(id), 1);
      return 'idle';
    },
    { isFair: true, lanes: 7 },
  );
  await queue.start();
  for (let nth = 0; nth < 60; nth += 1) {
    await queue.add(`TBUSY~${nth}`, '');
    if (nth % 3 === 0) await queue.add(`TQUIET~${nth}`, '');
    await advance(3);
  }
  while (runIds().length < 80) await advance(10);
  expect([max, maxBusy]).toEqual([7, 4]);
});
