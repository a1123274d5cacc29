import { expect, it, onTestFinished } from 'vitest';
import type { Messenger } from '../../src/domain/ports.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { openState } from '../../src/store/open-state.ts';
import { createQuarantineNotice, createSayQuarantined } from '../../src/videos/say-quarantined.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { living, SUCCEEDED } from '../videos/living.ts';
import { HOUR, MINUTE } from './play.ts';

const YEAR = 365 * 24 * HOUR;
const SHOWN = ['card', 'paid', 'result'];

/**
 * Videos of these ids in the app's own queue; Jogg renders each for three minutes by a watch of its
 * own. `now` is what the app reads as the time.
 */
async function queued(ids: readonly string[], clock: VirtualClock, now = clock.now) {
  const shared = { clock: { ...clock, now }, random: () => 0.5 };
  const happened = new Map<string, { what: string; at: number }[]>(ids.map((id) => [id, []]));
  const events: string[] = [];
  const logEvent = (event: string) => void events.push(event);
  const rendered = new Set<string>();
  const paid = openState('memory:', () => {}, shared);
  let polls = 0;
  const happens = (id: string, what: string) =>
    happened.get(id)?.push({ what, at: clock.monotonic() }) ?? 0;
  const done = async () => ({ kind: 'done' }) as const;
  const messenger: Messenger = {
    post: async ({ id }, slot) => {
      const ts = `${happens(id, slot)}.1`;
      return { kind: 'done', channel: 'C1', ts, inThread: true };
    },
    find: async () => ({ kind: 'absent' }),
    edit: done,
    discard: done,
    retract: done,
  };
  const { runVideo, state, store } = living({
    ...shared,
    logEvent,
    messenger,
    postLimiter: createPaidRequests({ change: paid.change, limit: 18, windowMs: MINUTE }),
    renderer: {
      version: 'v1',
      submit: async ({ name }) => {
        happens(name, 'paid');
        clock.sleep(3 * MINUTE).then(() => rendered.add(name));
        return { kind: 'done', projectId: name, version: 'v1' };
      },
      poll: async ({ id }) => {
        polls += 1;
        return rendered.has(id) ? SUCCEEDED : { kind: 'running' };
      },
    },
  });
  const onceKeys = createOnceKeys({ ...state, about: 'quarantined' });
  const stopping = new AbortController().signal;
  const notice = createQuarantineNotice({ messenger, onceKeys, logEvent });
  const queue = createTaskQueue({
    ...shared,
    tasks: state.tasks,
    lanes: { prompt: 2, poll: 2, file: 2 },
    leaseMs: 30_000,
    logEvent,
    onQuarantine: createSayQuarantined({
      ...{ ...shared, stopping, logEvent },
      notice: (_, video) => notice(video),
    }),
  });
  onTestFinished(async () => {
    await queue.stop(0);
    await Promise.all([state.close(), paid.close()]);
  });
  await queue.start(runVideo);
  for (const id of ids)
    await queue.add(id, JSON.stringify({ ...facts, id, order: { ...facts.order, name: id } }));
  const what = (id: string) => happened.get(id)?.map((each) => each.what) ?? [];
  const outcome = async () => [(await store.load('v'))?.state, ...what('v')];
  return { state, happened, what, events, outcome, polls: () => polls };
}

it.each([
  ['an hour forward', [HOUR]],
  ['an hour back', [-HOUR]],
  ['ten years forward', [10 * YEAR]],
  ['ten years forward and back again', [10 * YEAR, -10 * YEAR]],
  ['a leap second', [-1_000]],
] as const)(
  'F82: a clock set %s during a render: shown once, paid once, not given up',
  async (_, jumps) => {
    const clock = createVirtualClock();
    const { outcome } = await queued(['v'], clock);
    for (const jump of jumps) {
      await clock.advance(30_000);
      clock.jump(jump);
    }
    // What was to happen at a time of the wrong clock happens at that time: an hour late at most.
    await clock.advance(70 * MINUTE);
    const ended = (await outcome()).filter((each) => each !== 'late');
    expect(ended).toEqual(['delivered', ...SHOWN]);
  },
);

it('F82: a clock that stands still holds a video up, and neither loses nor repeats it', async () => {
  const clock = createVirtualClock();
  let frozenAt: number | null = null;
  const { outcome, polls } = await queued(['v'], clock, () => frozenAt ?? clock.now());
  await clock.advance(30_000);
  frozenAt = clock.now();
  await clock.advance(10 * MINUTE);
  const frozen = await outcome();
  // Two or three in the first half minute, and none for a clock that does not move.
  expect(polls()).toBeLessThan(4);
  frozenAt = null;
  await clock.advance(5 * MINUTE);
  expect([frozen, await outcome()]).toEqual([
    ['rendering', 'card', 'paid'],
    ['delivered', ...SHOWN],
  ]);
});

it('F49: a record that cannot be read is set aside after five tries, said aloud, and holds up no other video', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `v${index}`);
  const tenVideos = async (poisoned?: string) => {
    const clock = createVirtualClock();
    const stage = await queued(ids, clock);
    await clock.advance(MINUTE);
    if (poisoned) await stage.state.keyvFor('video').set(poisoned, { state: 'rendering', id: 7 });
    await clock.advance(HOUR);
    return stage;
  };
  const [usual, poisoned] = [await tenVideos(), await tenVideos('v3')];
  expect(ids.map(usual.what)).toEqual(Array(10).fill(SHOWN));
  expect(poisoned.what('v3')).toEqual(['card', 'paid', 'direct']);
  for (const stage of [usual, poisoned]) stage.happened.delete('v3');
  expect(poisoned.happened).toEqual(usual.happened);
  const counted = (event: string) => poisoned.events.filter((each) => each === event).length;
  expect([counted('task_failed'), counted('task_quarantined')]).toEqual([5, 1]);
});
