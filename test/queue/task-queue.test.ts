import { expect, it } from 'vitest';
import { started } from './harness.ts';

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
