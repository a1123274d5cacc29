import { describe, expect, it } from 'vitest';
import type { Lease } from '../../src/domain/ports.ts';
import { createGate, made, started } from './harness.ts';

describe('a task that is added', () => {
  it('a task that was added runs at once, with its payload', async () => {
    const runs: string[] = [];
    const { queue, pass } = await started(async (id, payload) => {
      runs.push(`${id} ${payload}`);
      return 'idle';
    });
    expect(await queue.add('a', 'script')).toBe(true);
    await pass(0);
    expect(runs).toEqual(['a script']);
  });

  it('a task that was added before the start runs', async () => {
    const runs: string[] = [];
    const { queue, pass } = await made(async (id) => {
      runs.push(id);
      return 'idle';
    });
    await queue.add('a', '');
    await pass(5_000);
    expect(runs).toEqual([]);
    await queue.start();
    await pass(0);
    expect(runs).toEqual(['a']);
  });
});

describe('a task that rests', () => {
  it('a task that rests until a time runs then, and not before', async () => {
    const runs: number[] = [];
    const { queue, pass, now } = await started(async () => {
      runs.push(now());
      return runs.length < 3 ? { at: now() + 10_000, lane: 'poll' } : 'idle';
    });
    const began = now();
    await queue.add('a', '');
    await pass(60_000);
    expect(runs.map((at) => at - began)).toEqual([0, 10_000, 20_000]);
  });

  it('waking brings the next run forward, once', async () => {
    const runs: number[] = [];
    const { queue, pass, now } = await started(async () => {
      runs.push(now());
      return { at: now() + 900_000, lane: 'poll' };
    });
    const began = now();
    await queue.add('a', '');
    await pass(5_000);
    await Promise.all([queue.wake('a'), queue.wake('a')]);
    await pass(60_000);
    expect(runs.map((at) => at - began)).toEqual([0, 5_000]);
  });

  it('a task that rests until woken runs when woken', async () => {
    let runs = 0;
    const { queue, pass } = await started(async () => {
      runs += 1;
      return 'idle';
    });
    await queue.add('a', '');
    await pass(3_600_000);
    const before = runs;
    await queue.wake('a');
    await pass(0);
    expect([before, runs]).toEqual([1, 2]);
  });
});

describe('lanes and their places', () => {
  it('one task never runs twice at a time, however often it is woken', async () => {
    let inside = 0;
    let most = 0;
    const gate = createGate();
    const { queue, pass } = await started(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await gate.opened;
      inside -= 1;
      return 'idle';
    });
    await queue.add('a', '');
    for (let wakes = 0; wakes < 20; wakes += 1) {
      await queue.wake('a');
      await pass(10_000);
    }
    gate.open();
    await pass(1_000);
    expect([most, inside]).toEqual([1, 0]);
  });

  it('no more tasks of a lane run at a time than it has places, and all get their turn', async () => {
    let inside = 0;
    let most = 0;
    let done = 0;
    const { queue, pass } = await started(async () => {
      inside += 1;
      most = Math.max(most, inside);
      await Promise.resolve();
      inside -= 1;
      done += 1;
      return 'idle';
    });
    for (let n = 0; n < 25; n += 1) await queue.add(`task ${n}`, '');
    await pass(1_000);
    expect([most, done]).toEqual([2, 25]);
  });

  it('polls that hang do not hold up what is to be done now', async () => {
    const runs: string[] = [];
    const gate = createGate();
    const { queue, pass, now } = await started(async (id, payload) => {
      runs.push(id);
      if (runs.filter((each) => each === id).length === 1 && payload === 'poll')
        return { at: now() + 1_000, lane: 'poll' };
      if (payload === 'poll') await gate.opened;
      return 'idle';
    });
    for (const id of ['p', 'q', 'r']) await queue.add(id, 'poll');
    await pass(2_000);
    await queue.add('now', 'prompt');
    await pass(0);
    gate.open();
    expect(runs.at(-1)).toBe('now');
  });
});

describe('a task that fails', () => {
  it('a failing task is tried again, later each time, and rests after five failures', async () => {
    const runs: number[] = [];
    const { queue, pass, now, events } = await started(async () => {
      runs.push(now());
      throw new Error('broken');
    });
    await queue.add('bad', '');
    await pass(3_600_000);
    const gaps = runs.slice(1).map((at, index) => at - (runs[index] ?? 0));
    expect(runs.length).toBe(5);
    expect(gaps.toSorted((a, b) => a - b)).toEqual(gaps);
    expect(events.filter(({ event }) => event === 'task_quarantined')).toEqual([
      { event: 'task_quarantined', task: 'bad' },
    ]);
  });

  it('a task in quarantine leaves the others moving, and a wake gives it a new chance', async () => {
    let mended = false;
    const runs: string[] = [];
    const { queue, pass } = await started(async (id) => {
      if (id === 'bad' && !mended) throw new Error('broken');
      runs.push(id);
      return 'idle';
    });
    await queue.add('bad', '');
    await pass(3_600_000);
    await queue.add('good', '');
    await pass(0);
    mended = true;
    await queue.wake('bad');
    await pass(0);
    expect(runs).toEqual(['good', 'bad']);
  });

  it('only failures in a row count', async () => {
    let runs = 0;
    const { queue, pass, now, events } = await started(async () => {
      runs += 1;
      if (runs % 5 !== 0) throw new Error('broken');
      return { at: now() + 1_000, lane: 'prompt' };
    });
    await queue.add('shaky', '');
    await pass(600_000);
    expect(runs).toBeGreaterThan(20);
    expect(events.filter(({ event }) => event === 'task_quarantined')).toEqual([]);
  });

  it('a rest that is no time counts as a failure, not as a rest for ever', async () => {
    let runs = 0;
    const { queue, pass } = await started(async () => {
      runs += 1;
      return runs === 1 ? { at: Number.NaN, lane: 'poll' } : 'idle';
    });
    await queue.add('a', '');
    await pass(60_000);
    expect(runs).toBe(2);
  });
});

describe('a run and its lease', () => {
  it('a claim is held while its run lasts, and no longer', async () => {
    const isHeld: boolean[] = [];
    let kept: Lease | undefined;
    const gate = createGate();
    const { queue, pass } = await started(async (_id, _payload, claim) => {
      kept = claim;
      isHeld.push(await claim.isHeld());
      await gate.opened;
      isHeld.push(await claim.isHeld());
      return 'idle';
    });
    await queue.add('a', '');
    await pass(300_000);
    gate.open();
    await pass(0);
    isHeld.push((await kept?.isHeld()) ?? true);
    expect(isHeld).toEqual([true, true, false]);
  });

  it('a run that ends with its last record is over: neither written twice nor called lost', async () => {
    const written: boolean[] = [];
    const { queue, pass, events, now } = await started(async (_id, _payload, claim) => {
      const records = [{ namespace: 'video', key: 'a', value: 1 }];
      const nextRun = { at: now() + 1_000, lane: 'poll' } as const;
      if (written.length > 0) return 'idle';
      written.push(await claim.write(records), await claim.write(records, nextRun));
      written.push(await claim.write(records), await claim.isHeld());
      return nextRun;
    });
    await queue.add('a', '');
    await pass(60_000);
    const said = events.map(({ event }) => event);
    expect([written, said]).toEqual([[true, true, false, false], ['queue_started']]);
  });

  it('stopping waits for what runs and begins nothing new', async () => {
    const runs: string[] = [];
    const gate = createGate();
    const { queue, pass } = await started(async (id) => {
      await gate.opened;
      runs.push(id);
      return 'idle';
    });
    await queue.add('a', '');
    await pass(0);
    const stopping = queue.stop(20_000);
    await queue.add('b', '');
    await pass(10_000);
    gate.open();
    await pass(0);
    await stopping;
    await pass(60_000);
    expect(runs).toEqual(['a']);
  });

  it('stopping does not wait for ever, and what still runs holds its claim no more', async () => {
    const isHeld: boolean[] = [];
    const gate = createGate();
    const { queue, pass } = await started(async (_id, _payload, claim) => {
      await gate.opened;
      isHeld.push(await claim.isHeld());
      return 'idle';
    });
    await queue.add('a', '');
    await pass(0);
    let stopped = false;
    const stopping = queue.stop(20_000).then(() => {
      stopped = true;
    });
    await pass(19_000);
    const early = stopped;
    await pass(1_000);
    await stopping;
    gate.open();
    await pass(0);
    expect([early, stopped, isHeld]).toEqual([false, true, [false]]);
  });
});
