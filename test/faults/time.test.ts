import { describe, expect, it, onTestFinished } from 'vitest';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { openState } from '../../src/store/open-state.ts';
import { createPaidRequests } from '../../src/store/paid-requests.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { living, SUCCEEDED } from '../videos/living.ts';
import { HOUR, MINUTE } from './play.ts';

const YEAR = 365 * 24 * HOUR;

/**
 * One video in the app's own queue, by a clock that can be set; Jogg renders for three minutes by a
 * watch of its own. `now` is what the app reads as the time.
 */
async function onClock(clock: VirtualClock, now: () => number = clock.now) {
  const appClock = { ...clock, now };
  let polls = 0;
  let rendered = false;
  const happened: string[] = [];
  const { change } = openState('memory:', () => {}, { clock: appClock, random: () => 0.5 });
  const { runVideo, state, store } = living({
    clock: appClock,
    postLimiter: createPaidRequests({ change, limit: 18, windowMs: MINUTE }),
    messenger: {
      post: async (_, slot) => {
        happened.push(slot);
        return { kind: 'done', channel: 'C1', ts: `${happened.length}.1`, inThread: true };
      },
      edit: async () => ({ kind: 'done' }),
      find: async () => ({ kind: 'absent' }),
      discard: async () => ({ kind: 'done' }),
      retract: async () => ({ kind: 'done' }),
    },
    renderer: {
      version: 'v1',
      submit: async () => {
        happened.push('paid');
        clock.sleep(3 * MINUTE).then(() => {
          rendered = true;
        });
        return { kind: 'done', projectId: 'p1', version: 'v1' };
      },
      poll: async () => {
        polls += 1;
        return rendered ? SUCCEEDED : { kind: 'running' };
      },
    },
  });
  const queue = createTaskQueue({
    tasks: state.tasks,
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
  await queue.start(runVideo);
  await queue.add('v_1', JSON.stringify(facts));
  return {
    polls: () => polls,
    outcome: async () => [(await store.load('v_1'))?.state, ...happened],
  };
}

describe('a clock that is wrong', () => {
  it.each([
    ['an hour forward', [HOUR]],
    ['an hour back', [-HOUR]],
    ['ten years forward', [10 * YEAR]],
    ['ten years forward and back again', [10 * YEAR, -10 * YEAR]],
    ['a leap second', [-1_000]],
  ] as const)(
    'F82: set %s during a render: shown once, paid once, not given up',
    async (_, jumps) => {
      const clock = createVirtualClock();
      const app = await onClock(clock);
      for (const jump of jumps) {
        await clock.advance(30_000);
        clock.jump(jump);
      }
      // What was to happen at a time of the wrong clock happens at that time: an hour late at most.
      await clock.advance(70 * MINUTE);
      const outcome = (await app.outcome()).filter((each) => each !== 'late');
      expect(outcome).toEqual(['delivered', 'card', 'paid', 'result']);
    },
  );

  it('F82: that stands still holds a video up, and neither loses nor repeats it', async () => {
    const clock = createVirtualClock();
    let frozenAt: number | null = null;
    const app = await onClock(clock, () => frozenAt ?? clock.now());
    await clock.advance(30_000);
    frozenAt = clock.now();
    await clock.advance(10 * MINUTE);
    const frozen = [await app.outcome(), app.polls()];
    frozenAt = null;
    await clock.advance(5 * MINUTE);
    expect([frozen, await app.outcome()]).toEqual([
      // Two or three in the first half minute, and none for a clock that does not move.
      [['rendering', 'card', 'paid'], expect.toSatisfy((polls: number) => polls < 4)],
      ['delivered', 'card', 'paid', 'result'],
    ]);
  });
});
