import { describe, expect, it } from 'vitest';
import type { ClaimedTask, TaskTable } from '../../src/domain/task-table.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';

/** One state that several processes use, and the time it goes by. */
export interface Shared {
  /** Connections, each of a process of its own; closed after the test. */
  readonly open: (count: number) => Promise<readonly StateBackend[]>;
  readonly pass: (ms: number) => Promise<void>;
}

const LEASE_MS = 400;
const RULES = { crowd: 50, gapMs: 10, restedMs: 60_000 };
const POLL = { afterMs: 0, lane: 'poll' } as const;

/** What every engine must do. Times are short, so that an engine may go by the real clock. */
export function describeBackend(name: string, make: () => Shared): void {
  const two = async () => {
    const { open, pass } = make();
    const [one, other] = await open(2);
    if (!one || !other) throw new Error('two connections were asked for');
    return { one, other, pass };
  };
  const claimed = async (tasks: TaskTable, lane: 'prompt' | 'poll' = 'prompt') => {
    const [task] = await tasks.claim(lane, 1, LEASE_MS);
    if (!task) throw new Error('nothing was due');
    return task;
  };
  const idsOf = (tasks: readonly ClaimedTask[]) => tasks.map(({ id }) => id);

  describe(`tasks on ${name}`, () => {
    it('an id is added once, for ever, and claimed by one', async () => {
      const { one, other } = await two();
      const added = [await one.tasks.add('a', 'script'), await other.tasks.add('a', 'again')];
      const task = await claimed(one.tasks);
      const rest = [
        await other.tasks.claim('prompt', 9, LEASE_MS),
        await one.tasks.claim('poll', 9, 1),
      ];
      await one.tasks.finish(task, 'idle');
      added.push(await one.tasks.add('a', ''));
      expect([added, task.payload, task.failures, rest]).toEqual([
        [true, false, false],
        'script',
        0,
        [[], []],
      ]);
    });

    it('a task that rests is due at its time, in its lane, and says how long until then', async () => {
      const { one, pass } = await two();
      await one.tasks.add('a', '');
      await one.tasks.finish(await claimed(one.tasks), { afterMs: 300, lane: 'poll' });
      const untilMs = await one.tasks.msUntilDue('poll');
      const early = await one.tasks.claim('poll', 1, LEASE_MS);
      await pass(350);
      const due = idsOf(await one.tasks.claim('poll', 1, LEASE_MS));
      expect([untilMs !== null && untilMs > 0 && untilMs <= 300, early, due]).toEqual([
        true,
        [],
        ['a'],
      ]);
    });

    it('the longest due come first, and no more than asked for', async () => {
      const { one, pass } = await two();
      for (const id of ['a', 'b', 'c']) {
        await one.tasks.add(id, '');
        await pass(5);
      }
      expect(idsOf(await one.tasks.claim('prompt', 2, LEASE_MS))).toEqual(['a', 'b']);
    });

    it('a wake reaches a task that rests, that runs or that waits, and nobody unknown', async () => {
      const { one, other } = await two();
      await one.tasks.add('a', '');
      const first = await claimed(one.tasks);
      const woken = [await other.tasks.wake('a'), await other.tasks.wake('unknown')];
      await one.tasks.finish(first, { afterMs: 60_000, lane: 'poll' });
      const second = await claimed(one.tasks);
      await one.tasks.finish(second, 'idle');
      const idle = await one.tasks.claim('prompt', 1, LEASE_MS);
      await other.tasks.wake('a');
      expect([woken, idle, (await claimed(one.tasks)).id]).toEqual([[true, false], [], 'a']);
    });

    it('a lease that ran out goes to another, and what its holder still wants is refused', async () => {
      const { one, other, pass } = await two();
      await one.tasks.add('a', '');
      const stale = await claimed(one.tasks);
      const record = { namespace: 'video', key: 'a', value: 'stale' };
      const early = await other.tasks.claim('prompt', 1, LEASE_MS);
      await pass(LEASE_MS + 50);
      const fresh = await claimed(other.tasks);
      const refused = [
        await one.tasks.renew(stale, LEASE_MS),
        await one.tasks.write(stale, [record]),
        await one.tasks.finish(stale, POLL, [record]),
        await one.tasks.fail(stale, { afterMs: 0, most: 1 }),
        await one.tasks.postpone(stale, 0),
      ];
      expect([early, refused, await one.keyvFor('video').get('a')]).toEqual([
        [],
        [false, false, false, null, false],
        undefined,
      ]);
      expect(await other.tasks.renew(fresh, LEASE_MS)).toBe(true);
    });

    it('a beat keeps the leases it names, and gives up every other claim at once', async () => {
      const { one, other, pass } = await two();
      for (const id of ['kept', 'lost', 'elsewhere']) await one.tasks.add(id, '');
      const [kept, ...lost] = await one.tasks.claim('prompt', 2, LEASE_MS);
      if (!kept) throw new Error('nothing was due');
      const elsewhere = await claimed(other.tasks);
      await pass(LEASE_MS / 2);
      await one.tasks.beat([kept], LEASE_MS);
      const free = idsOf(await other.tasks.claim('prompt', 9, LEASE_MS));
      await other.tasks.beat([elsewhere], LEASE_MS);
      await pass(LEASE_MS * 0.75);
      const held = await Promise.all([kept, ...lost].map((task) => one.tasks.finish(task, 'idle')));
      expect([free, held, await other.tasks.finish(elsewhere, 'idle')]).toEqual([
        ['lost'],
        [true, false],
        true,
      ]);
    });

    it('what a run learned and when it runs again are written together, and nothing after its end', async () => {
      const { one, other } = await two();
      await one.tasks.add('a', '');
      const task = await claimed(one.tasks);
      const videos = other.keyvFor('video');
      const put = (value: unknown) => [{ namespace: 'video', key: 'a', value }];
      const seen = [await one.tasks.write(task, put({ n: 1 })), await videos.get('a')];
      seen.push(await one.tasks.finish(task, 'idle', put({ n: 2 })), await videos.get('a'));
      seen.push((await one.tasks.write(task, put({ n: 3 }))) || (await videos.get('a')));
      seen.push(await one.tasks.finish(task, POLL), await one.tasks.renew(task, LEASE_MS));
      expect(seen).toEqual([true, { n: 1 }, true, { n: 2 }, { n: 2 }, false, false]);
    });

    it('failures in a row bring a task into quarantine, a wake out of it; a postponed run counts not', async () => {
      const { one } = await two();
      await one.tasks.add('a', '');
      const fail = async () => one.tasks.fail(await claimed(one.tasks), { afterMs: 0, most: 2 });
      const outcomes = [await fail()];
      await one.tasks.postpone(await claimed(one.tasks), 0);
      outcomes.push(await fail());
      const set = await one.tasks.counts();
      await one.tasks.wake('a');
      outcomes.push(await fail());
      const running = await claimed(one.tasks);
      await one.tasks.wake('a');
      outcomes.push(await one.tasks.fail(running, { afterMs: 60_000, most: 2 }));
      expect([outcomes, set.quarantined, (await claimed(one.tasks)).id]).toEqual([
        [
          { failures: 1, quarantined: false },
          { failures: 2, quarantined: true },
          { failures: 1, quarantined: false },
          { failures: 2, quarantined: false },
        ],
        1,
        'a',
      ]);
    });

    it('counts say what every task is doing, and places who is first', async () => {
      const { one } = await two();
      for (const id of ['rests', 'waits', 'runs']) await one.tasks.add(id, '');
      const [rests, waits] = await one.tasks.claim('prompt', 3, 60_000);
      if (rests) await one.tasks.finish(rests, 'idle');
      if (waits) await one.tasks.finish(waits, { afterMs: 60_000, lane: 'poll' });
      for (const id of ['first', 'second']) await one.tasks.add(id, '');
      const places = await Promise.all(
        ['first', 'second', 'rests'].map((id) => one.tasks.place(id)),
      );
      expect([await one.tasks.counts(), places]).toEqual([
        { due: 2, waiting: 1, running: 1, resting: 1, quarantined: 0 },
        [2, 3, null],
      ]);
    });

    it('a start spreads a crowd of polls, pardons, forgets what has long rested, mends wrong times', async () => {
      const { one, pass } = await two();
      const ids = Array.from({ length: 6 }, (_, n) => `poll ${n}`);
      for (const id of [...ids, 'bad', 'old', 'far']) await one.tasks.add(id, '');
      const all = await one.tasks.claim('prompt', 9, LEASE_MS);
      const by = (id: string) => all.find((task) => task.id === id) ?? { id, fence: -1 };
      for (const id of ids) await one.tasks.finish(by(id), POLL);
      await one.tasks.fail(by('bad'), { afterMs: 0, most: 1 });
      await one.tasks.finish(by('old'), 'idle');
      await one.tasks.finish(by('far'), { afterMs: 30 * 3_600_000, lane: 'file' });
      await pass(50);
      const report = await one.tasks.startUp({ crowd: 5, gapMs: 100, restedMs: 20 });
      const now = await one.tasks.claim('poll', 9, LEASE_MS);
      await pass(220);
      const soon = await one.tasks.claim('poll', 9, LEASE_MS);
      expect([report, now.length, soon.length]).toEqual([
        { released: 0, recalled: 1, spread: 6, purged: 1, pardoned: 1 },
        1,
        2,
      ]);
      expect(await one.tasks.startUp(RULES)).toMatchObject({ spread: 0, purged: 0, pardoned: 0 });
      expect(await one.tasks.clampDue()).toBe(0);
    });
  });

  describe(`records on ${name}`, () => {
    it('a change sees what stands there and puts, keeps or removes it', async () => {
      const { one, other, pass } = await two();
      const seen: unknown[] = [];
      const step = (state: StateBackend, next?: { value: unknown; ttlMs?: number } | 'removed') =>
        state.change('x', 'key', (old) => {
          seen.push(old);
          return next ? { answer: null, next } : { answer: null };
        });
      await step(one, { value: { n: 1 } });
      await step(other);
      await step(other, 'removed');
      await step(one, { value: 'brief', ttlMs: 1 });
      await new Promise((resolve) => setTimeout(resolve, 10));
      await pass(10);
      await step(one);
      expect(seen).toEqual([undefined, { n: 1 }, { n: 1 }, undefined, undefined]);
    });

    it('a change that fails changes nothing', async () => {
      const { one } = await two();
      await one.keyvFor('x').set('key', 'old');
      const broken = one.change('x', 'key', () => {
        throw new Error('undecided');
      });
      await expect(broken).rejects.toThrow('undecided');
      expect(await one.keyvFor('x').get('key')).toBe('old');
    });

    it('a once key is had once; given back it can be had again; and it is known whether it happened', async () => {
      const { one, other } = await two();
      const [mine, theirs] = [one, other].map(({ change }) =>
        createOnceKeys({ change, about: 'share' }),
      );
      if (!mine || !theirs) throw new Error('two were made');
      const taken = [await mine.take('V1'), await theirs.take('V1'), await theirs.take('V2')];
      await mine.release('V1');
      taken.push(await theirs.take('V1'));
      const before = await mine.finished('V1');
      await theirs.finish('V1');
      expect([taken, before, await mine.finished('V1'), await mine.take('V1')]).toEqual([
        [true, false, true, true],
        false,
        true,
        false,
      ]);
    });

    it('a ping answers until the state is closed, and then it is said to be unreachable', async () => {
      const { one } = await two();
      await one.ping();
      await one.close();
      await expect(one.ping()).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' });
    });
  });
}
