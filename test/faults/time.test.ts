import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts';
import { createSlidingLimiter } from '../../src/queue/sliding-limiter.ts';
import { openState } from '../../src/store/open-state.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { plantVideos } from '../support/plant-videos.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { numbers, rowsOf } from './rows.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;
const nothing = async () => {};
const RESULT = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 };

function someFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-time-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'state.sqlite');
}

/**
 * The app's own queue, store and videos over a file, with a clock that can be set: Slack takes
 * every message, Jogg renders for three minutes by a watch of its own.
 */
function onClock(clock: VirtualClock, told: () => number = clock.now) {
  const state = openState(`sqlite://${someFile()}`, () => undefined);
  const kept = { keyvFor: state.keyvFor, logEvent: () => undefined };
  const store = createVideoStore(kept);
  const posted: Slot[] = [];
  let paid = 0;
  let searches = 0;
  let rendered = false;
  const appClock = { ...clock, now: told };
  const done = async (_: Video, slot: Slot) => {
    posted.push(slot);
    return { kind: 'done' as const, channel: 'C1', ts: `${posted.length}.1`, inThread: true };
  };
  const runVideo = createRunVideo({
    store,
    messenger: {
      post: done,
      edit: async () => ({ kind: 'done' }),
      find: async () => ({ kind: 'absent' }),
      discard: async () => ({ kind: 'done' }),
      retract: async () => ({ kind: 'done' }),
    },
    renderer: {
      version: TESTED_VERSION,
      submit: async () => {
        paid += 1;
        clock.sleep(3 * MINUTE).then(() => {
          rendered = true;
        });
        return { kind: 'done', projectId: 'p1', version: TESTED_VERSION };
      },
      poll: async () => {
        searches += 1;
        return rendered ? { kind: 'succeeded', result: RESULT } : { kind: 'running' };
      },
    },
    wake: async () => {},
    storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
    prepareAudio: async () => ({ kind: 'later', afterMs: null }),
    postLimiter: createSlidingLimiter({
      limit: 18,
      windowMs: MINUTE,
      clock: appClock,
      ...createPaidRequests(kept),
    }),
    place: () => null,
    unconfirmed: { add: nothing, remove: nothing },
    findCandidate: async () => null,
    standing: async () => 'member',
    rendered: nothing,
    clock: appClock,
    random: () => 0.5,
    pollScale: 1,
    webhook: () => false,
    logEvent: () => undefined,
  });
  const queue = createEmbeddedQueue({
    db: state.db,
    clock: appClock,
    random: () => 0.5,
    lanes: { prompt: 2, poll: 2, file: 2 },
    leaseMs: 30_000,
    logEvent: () => undefined,
  });
  onTestFinished(async () => {
    await queue.stop(0);
    state.close();
  });
  return {
    queue: { ...queue, start: () => queue.start(runVideo) },
    store,
    outcome: async () => ({ state: (await store.load('v_1'))?.state, posted, paid }),
    searches: () => searches,
  };
}

describe('a clock that is wrong', () => {
  const steps = [
    ['an hour forward', [HOUR]],
    ['an hour back', [-HOUR]],
    ['ten years forward', [10 * YEAR]],
    ['ten years forward and back again', [10 * YEAR, -10 * YEAR]],
    ['a leap second', [-1_000]],
  ] as const;

  it.each(steps)(
    'F82: set %s during a render: shown once, paid once, not given up',
    async (_, jumps) => {
      const clock = createVirtualClock();
      const app = onClock(clock);
      await app.queue.start();
      await app.queue.add('v_1', JSON.stringify(facts));
      for (const jump of jumps) {
        await clock.advance(30_000);
        clock.jump(jump);
      }
      // What was to happen at a time of the wrong clock happens at that time: an hour late at most.
      await clock.advance(70 * MINUTE);
      const { posted, ...outcome } = await app.outcome();
      expect(outcome).toEqual({ state: 'delivered', paid: 1 });
      expect(posted.filter((slot) => slot !== 'late')).toEqual(['card', 'result']);
    },
  );

  it('F82: that stands still holds a video up, and neither loses nor repeats it', async () => {
    const clock = createVirtualClock();
    let frozenAt: number | null = null;
    const app = onClock(clock, () => frozenAt ?? clock.now());
    await app.queue.start();
    await app.queue.add('v_1', JSON.stringify(facts));
    await clock.advance(30_000);
    frozenAt = clock.now();
    await clock.advance(10 * MINUTE);
    const frozen = await app.outcome();
    const searches = app.searches();
    frozenAt = null;
    await clock.advance(5 * MINUTE);
    expect([frozen.state, frozen.paid]).toEqual(['rendering', 1]);
    // Two or three in the first half minute, and none for a clock that does not move.
    expect(searches).toBeLessThan(4);
    expect(await app.outcome()).toEqual({
      state: 'delivered',
      posted: ['card', 'result'],
      paid: 1,
    });
  });
});

describe('ten thousand videos that wait at a start', () => {
  it('F87: all of them are asked for within 2,200 s, at most six in any second', async () => {
    const clock = createVirtualClock();
    const file = someFile();
    await plantVideos(
      file,
      Array.from({ length: 10_000 }, (_, n) => `p${n}`),
    );
    const state = openState(`sqlite://${file}`, () => undefined);
    // Their time has come by this clock, too.
    state.db.prepare('UPDATE task SET due = ?').run(clock.now());
    state.db.exec('PRAGMA synchronous = OFF');
    const perSecond = new Map<number, number>();
    const seen = new Set<string>();
    const queue = createEmbeddedQueue({
      db: state.db,
      clock,
      random: () => 0.5,
      lanes: { prompt: 8, poll: 8, file: 8 },
      leaseMs: 30_000,
      logEvent: () => undefined,
    });
    await queue.start(async (id) => {
      seen.add(id);
      const second = Math.floor(clock.now() / 1_000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      return 'idle';
    });
    await clock.advance(2_200_000);
    await queue.stop(0);
    state.close();
    expect([seen.size, Math.max(...perSecond.values()) <= 6]).toEqual([10_000, true]);
  });
});

it('rows F82 and F87 are here', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual([...numbers(82, 82), ...numbers(87, 87)]);
});
