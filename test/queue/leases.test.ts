import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/lib/clock.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { atRest, build, createGate, type Run } from './harness.ts';
import { newFile, open, plant } from './queue-file.ts';

describe('leases and fences', () => {
  it('a task whose holder died is taken over at once', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const runs: string[] = [];
    const { queue } = build({
      file,
      clock,
      run: async (id) => {
        runs.push(id);
        return 'idle';
      },
      owner: { host: 'here', pid: 2, dead: [7] },
    });
    plant(file, [{ id: 'a', owner: 'here 7 here all 7 n', until: clock.now() + 30_000 }]);
    await queue.start();
    await clock.runPending();
    await queue.stop(0);
    expect(runs).toEqual(['a']);
  });

  it('a lease that lasts is asked for without a write; one that nears its end is written again', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const writes = () => Number(file.db.prepare('SELECT total_changes() AS n').get()?.['n']);
    const seen: [boolean, number][] = [];
    const { queue } = build({
      file,
      clock,
      run: async (_id, _payload, claim) => {
        for (const waitMs of [0, 15_000, 1_000]) {
          // The beat of the queue, which would keep the lease by itself, stands still.
          clock.jump(waitMs);
          const before = writes();
          seen.push([await claim.isHeld(), writes() - before]);
        }
        return 'idle';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.runPending();
    await queue.stop(0);
    expect(seen).toEqual([
      [true, 0],
      [true, 0],
      [true, 1],
    ]);
  });

  it('a run longer than the lease keeps its task', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const gate = createGate();
    let runs = 0;
    const run: Run = async () => {
      runs += 1;
      await gate.opened;
      return 'idle';
    };
    const first = build({ file, clock, run });
    const second = build({ file, clock, run, owner: { host: 'here', pid: 2 } });
    await first.queue.start();
    await first.queue.add('a', '');
    await clock.runPending();
    await second.queue.start();
    await clock.advance(600_000);
    gate.open();
    await clock.runPending();
    await Promise.all([first.queue.stop(0), second.queue.stop(0)]);
    expect([runs, first.events.filter(({ event }) => event === 'task_lease_lost')]).toEqual([
      1,
      [],
    ]);
  });

  it('a holder that slept through its lease can neither go on nor write', async () => {
    const frozen = createVirtualClock();
    const clock = createVirtualClock();
    const file = open(':memory:');
    const gate = createGate();
    const isHeld: boolean[] = [];
    const sleeper = build({
      file,
      clock: frozen,
      run: async (_id, _payload, claim) => {
        await gate.opened;
        isHeld.push(await claim.isHeld());
        return { at: 0, lane: 'prompt' };
      },
    });
    const other = build({ file, clock, run: atRest, owner: { host: 'here', pid: 2 } });
    await sleeper.queue.start();
    await sleeper.queue.add('a', '');
    await frozen.runPending();
    await other.queue.start();
    await clock.advance(40_000);
    gate.open();
    await frozen.runPending();
    await Promise.all([sleeper.queue.stop(0), other.queue.stop(0)]);
    expect({
      isHeld,
      events: sleeper.events.slice(1, 2),
      rows: await other.queue.counts(),
    }).toEqual({
      isHeld: [false],
      events: [{ event: 'task_lease_lost', task: 'a' }],
      rows: { due: 0, waiting: 0, running: 0, resting: 1, quarantined: 0 },
    });
  });

  it('a holder that slept, but whom nobody replaced, goes on', async () => {
    const clock = createVirtualClock();
    const file = open(':memory:');
    const gate = createGate();
    const isHeld: boolean[] = [];
    let runs = 0;
    const { queue } = build({
      file,
      clock,
      run: async (_id, _payload, claim) => {
        runs += 1;
        await gate.opened;
        isHeld.push(await claim.isHeld());
        return 'idle';
      },
    });
    await queue.start();
    await queue.add('a', '');
    await clock.runPending();
    clock.jump(3_600_000);
    await clock.advance(5_000);
    clock.jump(-7_200_000);
    await clock.advance(5_000);
    gate.open();
    await clock.runPending();
    await queue.stop(0);
    expect([runs, isHeld]).toEqual([1, [true]]);
  });

  it('two queues over one file never run one task twice', async () => {
    const path = newFile();
    const runs: string[] = [];
    const side = () =>
      createTaskQueue({
        tasks: openState(`sqlite://${path}`, () => undefined).tasks,
        clock: systemClock,
        random: Math.random,
        lanes: { prompt: 8, poll: 8, file: 8 },
        leaseMs: 30_000,
        logEvent: () => undefined,
      });
    const [first, second] = [side(), side()];
    const ids = Array.from({ length: 200 }, (_, n) => `task ${n}`);
    const run: Run = async (id) => {
      runs.push(id);
      await new Promise(setImmediate);
      return 'idle';
    };
    await Promise.all([first.start(run), second.start(run)]);
    for (const id of ids) await (Math.random() < 0.5 ? first : second).add(id, '');
    while ((await first.counts()).resting < ids.length)
      await new Promise((go) => setTimeout(go, 10));
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
    const queue = createTaskQueue({
      tasks: openState(`sqlite://${path}`, () => undefined, { clock, random: () => 0.5 }).tasks,
      clock,
      random: () => 0.5,
      lanes: { prompt: 8, poll: 8, file: 8 },
      leaseMs: 30_000,
      logEvent: () => undefined,
    });
    await queue.start(async (id, payload) => {
      runs.push(`${id} ${payload}`);
      return 'idle';
    });
    await clock.runPending();
    await queue.stop(0);
    expect(runs).toEqual(['hanging its payload']);
  });
});
