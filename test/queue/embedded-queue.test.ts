import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts';
import { createLeaseOwner } from '../../src/queue/lease-owner.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { createGate, describeQueue, type Run } from './queue-suite.ts';

const folders: string[] = [];
const closing: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-queue-'));
  folders.push(folder);
  return join(folder, 'state.sqlite');
}

function open(path: string, timeout = 1_000): DatabaseSync {
  const db = new DatabaseSync(path, { timeout });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  closing.push(() => {
    if (db.isOpen) db.close();
  });
  return db;
}

interface Wanted {
  readonly db: DatabaseSync;
  readonly clock: VirtualClock;
  readonly run: Run;
  readonly owner?: { host: string; pid: number; dead?: number[] };
  readonly lanes?: number;
}

function build({ db, clock, run, owner = { host: 'here', pid: 1 }, lanes = 2 }: Wanted) {
  const events: { event: string; task: unknown }[] = [];
  const queue = createEmbeddedQueue({
    db,
    clock,
    chance: () => 0.5,
    run,
    lanes: { prompt: lanes, poll: lanes },
    leaseMs: 30_000,
    note: (event, fields) => events.push({ event, task: fields?.['task'] }),
    owner: createLeaseOwner({
      host: owner.host,
      pid: owner.pid,
      born: owner.pid,
      nonce: 'n',
      alive: (pid) => !owner.dead?.includes(pid),
    }),
  });
  return { queue, events };
}

describeQueue('embedded queue', async (run) => {
  const clock = createVirtualClock();
  const db = new DatabaseSync(':memory:');
  const { queue, events } = build({ db, clock, run });
  return { queue, events, now: clock.now, pass: clock.advance, close: () => db.close() };
});

/** Rows as they would be found after a crash or by another process. */
const plant = (db: DatabaseSync, rows: { id: string; owner?: string; until?: number }[]): void => {
  const insert = db.prepare(`
    INSERT INTO task (id, payload, lane, due, owner, lease_until, fence, touched)
    VALUES (?, '', 'poll', 0, ?, ?, 1, 0)`);
  db.exec('BEGIN');
  for (const { id, owner, until } of rows) insert.run(id, owner ?? null, until ?? null);
  db.exec('COMMIT');
};

const plantLater = (db: DatabaseSync, id: string): void => {
  db.prepare("INSERT INTO task (id, payload, lane, due, touched) VALUES (?, '', 'poll', 0, 0)").run(
    id,
  );
};

const atRest: Run = async () => 'until woken';

describe('leases and fences', () => {
  it('a task whose holder died is taken over at once', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const runs: string[] = [];
    const { queue } = build({
      db,
      clock,
      run: async (id) => {
        runs.push(id);
        return 'until woken';
      },
      owner: { host: 'here', pid: 2, dead: [7] },
    });
    plant(db, [{ id: 'a', owner: 'here 7 7 n', until: clock.now() + 30_000 }]);
    await queue.start();
    await clock.settle();
    await queue.stop(0);
    expect(runs).toEqual(['a']);
  });

  it('a task held elsewhere is left alone until its lease ends', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const runs: number[] = [];
    const began = clock.now();
    const { queue } = build({
      db,
      clock,
      run: async () => {
        runs.push(clock.now() - began);
        return 'until woken';
      },
      owner: { host: 'here', pid: 2, dead: [7] },
    });
    plant(db, [
      { id: 'alive', owner: 'here 3 3 n', until: began + 30_000 },
      { id: 'other machine', owner: 'there 7 7 n', until: began + 30_000 },
    ]);
    await queue.start();
    await clock.advance(29_000);
    const early = [...runs];
    await clock.advance(2_000);
    await queue.stop(0);
    expect([early, runs]).toEqual([[], [30_000, 30_000]]);
  });

  it('a run longer than the lease keeps its task', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const gate = createGate();
    let runs = 0;
    const run: Run = async () => {
      runs += 1;
      await gate.opened;
      return 'until woken';
    };
    const first = build({ db, clock, run });
    const second = build({ db, clock, run, owner: { host: 'here', pid: 2 } });
    await first.queue.start();
    await first.queue.add('a', '');
    await clock.settle();
    await second.queue.start();
    await clock.advance(600_000);
    gate.open();
    await clock.settle();
    await Promise.all([first.queue.stop(0), second.queue.stop(0)]);
    expect([runs, first.events.filter(({ event }) => event === 'task_claim_lost')]).toEqual([
      1,
      [],
    ]);
  });

  it('a holder that slept through its lease can neither go on nor write', async () => {
    const frozen = createVirtualClock();
    const clock = createVirtualClock();
    const db = open(':memory:');
    const gate = createGate();
    const held: boolean[] = [];
    const sleeper = build({
      db,
      clock: frozen,
      run: async (_id, _payload, claim) => {
        await gate.opened;
        held.push(await claim.held());
        return { at: 0, lane: 'prompt' };
      },
    });
    const other = build({ db, clock, run: atRest, owner: { host: 'here', pid: 2 } });
    await sleeper.queue.start();
    await sleeper.queue.add('a', '');
    await frozen.settle();
    await other.queue.start();
    await clock.advance(40_000);
    gate.open();
    await frozen.settle();
    await Promise.all([sleeper.queue.stop(0), other.queue.stop(0)]);
    expect({ held, events: sleeper.events.slice(1, 2), rows: other.queue.counts() }).toEqual({
      held: [false],
      events: [{ event: 'task_claim_lost', task: 'a' }],
      rows: { due: 0, waiting: 0, running: 0, resting: 1, quarantined: 0 },
    });
  });

  it('a holder that slept, but whom nobody replaced, goes on', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const gate = createGate();
    const held: boolean[] = [];
    let runs = 0;
    const { queue } = build({
      db,
      clock,
      run: async (_id, _payload, claim) => {
        runs += 1;
        await gate.opened;
        held.push(await claim.held());
        return 'until woken';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.settle();
    clock.jump(3_600_000);
    await clock.advance(5_000);
    clock.jump(-7_200_000);
    await clock.advance(5_000);
    gate.open();
    await clock.settle();
    await queue.stop(0);
    expect([runs, held]).toEqual([1, [true]]);
  });

  it('two queues over one file never run one task twice', async () => {
    const path = newFile();
    const runs: string[] = [];
    const side = () =>
      createEmbeddedQueue({
        db: open(path),
        clock: systemClock,
        chance: Math.random,
        run: async (id) => {
          runs.push(id);
          await new Promise(setImmediate);
          return 'until woken';
        },
        lanes: { prompt: 8, poll: 8 },
        leaseMs: 30_000,
        note: () => undefined,
      });
    const [first, second] = [side(), side()];
    const ids = Array.from({ length: 200 }, (_, n) => `task ${n}`);
    await Promise.all([first.start(), second.start()]);
    for (const id of ids) await (Math.random() < 0.5 ? first : second).add(id, '');
    while (first.counts().resting < ids.length) await new Promise((go) => setTimeout(go, 10));
    await Promise.all([first.stop(1_000), second.stop(1_000)]);
    expect(runs.toSorted()).toEqual(ids.toSorted());
  });

  it('what a killed process was running is run by the next one', async () => {
    const path = newFile();
    const child = spawn(
      process.execPath,
      [resolve(import.meta.dirname, 'hanging-process.ts'), path],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const clock = createVirtualClock(Date.now());
    const runs: string[] = [];
    const queue = createEmbeddedQueue({
      db: open(path),
      clock,
      chance: () => 0.5,
      run: async (id, payload) => {
        runs.push(`${id} ${payload}`);
        return 'until woken';
      },
      lanes: { prompt: 8, poll: 8 },
      leaseMs: 30_000,
      note: () => undefined,
    });
    await queue.start();
    await clock.settle();
    await queue.stop(0);
    expect(runs).toEqual(['hanging its payload']);
  });
});

describe('many pending polls at the start', () => {
  it('ten thousand never run more than six in a second, and all within 2,200 s', {
    timeout: 60_000,
  }, async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const began = clock.now();
    const perSecond = new Map<number, number>();
    const { queue } = build({
      db,
      clock,
      lanes: 8,
      run: async () => {
        const second = Math.floor((clock.now() - began) / 1_000);
        perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
        return 'until woken';
      },
    });
    const half = Array.from({ length: 5_000 }, (_, n) => ({ id: `overdue ${n}` }));
    plant(db, half);
    db.exec(`INSERT INTO task (id, payload, lane, due, touched)
      SELECT 'soon ' || id, '', 'poll', ${began} + random() % 30000, 0 FROM task`);
    await queue.start();
    await clock.advance(2_200_000);
    await queue.stop(0);
    const most = Math.max(...perSecond.values());
    expect({ resting: queue.counts().resting, polite: most <= 6 }).toEqual({
      resting: 10_000,
      polite: true,
    });
  });

  it('those that are far apart keep their time', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const { queue } = build({ db, clock, run: atRest });
    plant(
      db,
      Array.from({ length: 60 }, (_, n) => ({ id: `task ${n}` })),
    );
    db.exec(`UPDATE task SET due = ${clock.now()} + rowid * 1000`);
    const dues = () => db.prepare('SELECT due FROM task ORDER BY rowid').all();
    const before = dues();
    await queue.start();
    await queue.stop(0);
    expect(dues()).toEqual(before);
  });

  it('a few run at once', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    let runs = 0;
    const { queue } = build({
      db,
      clock,
      run: async () => {
        runs += 1;
        return 'until woken';
      },
    });
    plant(
      db,
      Array.from({ length: 50 }, (_, n) => ({ id: `task ${n}` })),
    );
    await queue.start();
    await clock.advance(10);
    await queue.stop(0);
    expect(runs).toBe(50);
  });

  it('tasks that rested for more than 90 days are forgotten, others and quarantined ones are not', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const { queue } = build({ db, clock, run: atRest });
    const day = 24 * 3_600_000;
    const insert = db.prepare(
      "INSERT INTO task (id, payload, lane, quarantined, touched) VALUES (?, '', 'poll', ?, ?)",
    );
    insert.run('old', 0, clock.now() - 91 * day);
    insert.run('young', 0, clock.now() - 89 * day);
    insert.run('old in quarantine', 1, clock.now() - 91 * day);
    await queue.start();
    await queue.stop(0);
    expect(
      db
        .prepare('SELECT id FROM task ORDER BY id')
        .all()
        .map(({ id }) => id),
    ).toEqual(['old in quarantine', 'young']);
  });
});

describe('a store in trouble', () => {
  it('makes the queue unready, and it recovers by itself within 5 s', async () => {
    const path = newFile();
    const clock = createVirtualClock();
    const db = open(path, 1);
    let runs = 0;
    const { queue, events } = build({
      db,
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
    blocker.exec('BEGIN IMMEDIATE');
    await clock.advance(2_000);
    const during = { ready: queue.ready(), runs };
    await clock.advance(60_000);
    blocker.exec('ROLLBACK');
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
      db: open(path, 1),
      clock,
      run: async () => {
        runs += 1;
        await gate.opened;
        return 'until woken';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.settle();
    const blocker = open(path);
    blocker.exec('BEGIN IMMEDIATE');
    gate.open();
    await clock.advance(120_000);
    blocker.exec('ROLLBACK');
    await clock.advance(5_000);
    await queue.stop(0);
    expect([runs, queue.counts().resting]).toEqual([1, 1]);
  });

  it('a claim whose answer was lost in a failing store is given up when the store recovers', async () => {
    const path = newFile();
    const clock = createVirtualClock();
    const db = open(path, 1);
    const runs: string[] = [];
    const { queue } = build({
      db,
      clock,
      run: async (id) => {
        runs.push(id);
        return 'until woken';
      },
    });
    await queue.start();
    plant(db, [{ id: 'claimed', owner: 'here 1 1 n', until: clock.now() + 30_000 }]);
    const blocker = open(path);
    blocker.exec('BEGIN IMMEDIATE');
    plantLater(blocker, 'due');
    blocker.exec('COMMIT; BEGIN IMMEDIATE');
    await clock.advance(10_000);
    blocker.exec('ROLLBACK');
    await clock.advance(5_000);
    await queue.stop(0);
    expect(runs.toSorted()).toEqual(['claimed', 'due']);
  });

  it('failures that are the store’s do not bring a task into quarantine', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    let runs = 0;
    const { queue } = build({
      db,
      clock,
      run: async () => {
        runs += 1;
        const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
        if (runs <= 10) throw new Error('not saved', { cause: full });
        return 'until woken';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.advance(120_000);
    await queue.stop(0);
    expect([runs, queue.counts().resting]).toEqual([11, 1]);
  });

  it('adding to a closed store throws: nothing was accepted', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const { queue } = build({ db, clock, run: atRest });
    db.close();
    await expect(queue.add('a', '')).rejects.toThrow();
  });
});

describe('counts', () => {
  it('say what every task is doing', async () => {
    const clock = createVirtualClock();
    const db = open(':memory:');
    const gate = createGate();
    const { queue } = build({
      db,
      clock,
      lanes: 1,
      run: async (id) => {
        if (id === 'waiting') return { at: clock.now() + 7_200_000, lane: 'poll' };
        if (id === 'bad') throw new Error('broken');
        if (id === 'running') await gate.opened;
        return 'until woken';
      },
    });
    await queue.start();
    for (const id of ['waiting', 'resting', 'bad']) await queue.add(id, '');
    await clock.advance(3_600_000);
    await queue.add('running', '');
    await clock.settle();
    await queue.add('due', '');
    const counts = queue.counts();
    gate.open();
    await clock.settle();
    await queue.stop(0);
    expect(counts).toEqual({ due: 1, waiting: 1, running: 1, resting: 1, quarantined: 1 });
  });
});
