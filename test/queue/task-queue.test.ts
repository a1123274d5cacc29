import { expect, it } from 'vitest';
import type { Lease } from '../../src/domain/ports.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { tempStatePath } from '../store/temp-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { idle, open, plant, queued, resting, started } from './harness.ts';

const LONG = 600_000;

it.each<[string, (number | 'idle')[], number, number[]]>([
  ['that rests until a time runs then', [10_000, 10_000], 90_000, [0, 10_000, 20_000, 90_000]],
  ['that is woken twice runs at once, and once', [900_000, 900_000], 5_000, [0, 5_000]],
  ['that rests until it is woken runs then', ['idle'], LONG, [0, LONG]],
  ['whose rest is no time has failed, and runs again', [Number.NaN], 90_000, [0, 750, 90_000]],
])('a task %s', async (_, rests, wakeAt, expected) => {
  const { queue, pass, at, now } = await started(async ({ nth }) => {
    const rest = rests[nth - 1] ?? 'idle';
    return rest === 'idle' ? rest : { at: now() + rest, lane: 'poll' };
  });
  await queue.add('a', '');
  await pass(wakeAt);
  await Promise.all([queue.wake('a'), queue.wake('a')]);
  await pass(60_000);
  expect(at()).toEqual(expected);
});

it('F82: a task that was to run at a time of a clock years ahead runs once that is set back', async () => {
  const years = 10 * 365 * 24 * 3_600_000;
  const { queue, clock, pass, ids } = await started(async ({ nth }) =>
    nth === 1 ? { at: clock.now() + 1_000, lane: 'poll' } : 'idle',
  );
  clock.jump(years);
  await queue.add('a', '');
  await pass(0);
  clock.jump(-years);
  await pass(5_000);
  expect(ids()).toEqual(['a', 'a']);
});

it('F49: a task that fails is tried again, later each time, five times, and then when it is woken', async () => {
  const { queue, pass, at, ids, events } = await started(async ({ id, nth }) => {
    if (id === 'bad' && nth < 6) throw new Error('broken');
    return 'idle';
  });
  await queue.add('bad', '');
  await pass(LONG);
  const tries = at();
  await queue.add('good', '');
  await pass(0);
  await queue.wake('bad');
  await pass(LONG);
  const told = events.filter((event) => event === 'task_quarantined bad');
  expect([ids(), told.length]).toEqual([[...Array(5).fill('bad'), 'good', 'bad'], 1]);
  expect(tries).toEqual([0, 750, 2_250, 5_250, 11_250]);
});

it('polls that hang do not hold up what is due now', async () => {
  const gate = Promise.withResolvers<'idle'>();
  const { queue, pass, ids, now } = await started(async ({ payload, nth }) => {
    if (payload !== 'poll') return 'idle';
    return nth > 3 ? gate.promise : { at: now() + 1_000, lane: 'poll' };
  });
  for (const id of ['p', 'q', 'r']) await queue.add(id, 'poll');
  await pass(2_000);
  await queue.add('now', 'prompt');
  await pass(0);
  gate.resolve('idle');
  expect(ids().at(-1)).toBe('now');
});

it('a run that ends with its last record is over: neither written twice nor called lost', async () => {
  const written: boolean[] = [];
  const { queue, pass, events, now } = await started(async ({ lease, nth }) => {
    const records = [{ namespace: 'video', key: 'a', value: 1 }];
    const nextRun = { at: now() + 1_000, lane: 'poll' } as const;
    if (nth > 1) return 'idle';
    written.push(await lease.write(records), await lease.write(records, nextRun));
    written.push(await lease.write(records), await lease.isHeld());
    return nextRun;
  });
  await queue.add('a', '');
  await pass(60_000);
  expect([written, events]).toEqual([[true, true, false, false], ['queue_started']]);
});

it('stopping waits for what runs, but not for ever; what still runs holds its lease no more', async () => {
  const isHeld: boolean[] = [];
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { queue, pass, ids, events } = await started(async ({ lease, nth }) => {
    await gates[nth - 1]?.promise;
    isHeld.push(await lease.isHeld());
    return 'idle';
  });
  for (const id of ['ends', 'hangs']) await queue.add(id, '');
  await pass(0);
  const stopping = queue.stop(20_000);
  await queue.add('new', '');
  await pass(10_000);
  gates[0]?.resolve();
  await pass(9_000);
  const said = [events.at(-1)];
  await pass(1_000);
  await stopping;
  gates[1]?.resolve();
  await pass(60_000);
  expect([...ids(), ...isHeld]).toEqual(['ends', 'hangs', true, false]);
  expect([...said, events.at(-1)]).toEqual(['queue_started', 'queue_stopped']);
});

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

it('while the store is locked nothing is lost: an ended run is over, a claim without an answer runs', async () => {
  const path = tempStatePath();
  const [file, { db, ...rest }] = [open(path, 1), open(path)];
  const gate = Promise.withResolvers<'idle'>();
  const { queue, pass, ids } = await started(
    async ({ id }) => (id === 'ended' ? gate.promise : 'idle'),
    { file },
  );
  await queue.add('ended', '');
  await pass(0);
  plant(file, ['claimed'], 'here 1 here all 1 n');
  db.exec('BEGIN IMMEDIATE');
  gate.resolve('idle');
  await pass(5_000);
  const during = ids();
  plant({ ...rest, db }, ['due']);
  db.exec('COMMIT');
  await pass(5_000);
  expect([during, ids().toSorted()]).toEqual([['ended'], ['claimed', 'due', 'ended']]);
});

it('failures of the store do not quarantine a task', async () => {
  const { queue, pass, ids } = await started(async ({ nth }) => {
    if (nth > 10) return 'idle';
    throw new Error('not saved', { cause: new StoreError('full', 'no room left') });
  });
  await queue.add('a', '');
  await pass(120_000);
  expect([ids().length, await resting(queue)]).toEqual([11, 1]);
});

it('F87: ten thousand polls at a start never run more than six in a second, and all within 2,200 s', async () => {
  const { queue, file, now, pass, at } = queued(idle, { lanes: 8 });
  const overdue = Array.from({ length: 5_000 }, (_, nth) => `overdue ${nth}`);
  plant(file, overdue);
  file.db.exec(`INSERT INTO task (id, payload, lane, due, touched)
    SELECT 'soon ' || id, '', 'poll', ${now()} + random() % 30000, 0 FROM task`);
  await queue.start();
  await pass(2_200_000);
  const perSecond = Map.groupBy(at(), (ms) => Math.floor(ms / 1_000)).values();
  const most = Math.max(...[...perSecond].map((runs) => runs.length));
  expect([await resting(queue), most <= 6]).toEqual([10_000, true]);
});

it('fifty polls at a start run at once; only what rested for more than 90 days is forgotten', async () => {
  const { queue, file, now, pass, ids } = queued(idle);
  const polls = Array.from({ length: 50 }, (_, nth) => `poll ${nth}`);
  plant(file, polls);
  for (const days of [89, 91])
    file.db.exec(`INSERT INTO task (id, payload, lane, touched)
      VALUES ('${days}', '', 'poll', ${now() - days * 24 * 3_600_000})`);
  await queue.start();
  await pass(10);
  expect([ids().length, await resting(queue)]).toEqual([50, 51]);
});

it('a lane never has more runs than places, nor half of them of one workspace, however they begin and end', async () => {
  const running: string[] = [];
  let [most, mostBusy] = [0, 0];
  const { queue, ids, pass, clock } = queued(
    async ({ id }) => {
      running.push(id);
      most = Math.max(most, running.length);
      mostBusy = Math.max(mostBusy, running.filter((each) => each.startsWith('TBUSY')).length);
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
    await pass(3);
  }
  while (ids().length < 80) await pass(10);
  expect([most, mostBusy]).toEqual([7, 4]);
});
