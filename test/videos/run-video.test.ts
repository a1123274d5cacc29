import { describe, expect, it } from 'vitest';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import type { Failure } from '../../src/domain/video/video.ts';
import { LeaseLostError } from '../../src/videos/persist-video.ts';
import type { RunVideoDeps } from '../../src/videos/run-video.ts';
import { START } from '../domain/facts.ts';
import { living, SUBMITTED, SUCCEEDED } from './living.ts';

const STILL = { now: () => START, monotonic: () => START, sleep: async () => {} };
const LATER = { kind: 'later', afterMs: null } as const;
const rendering = (poll: RunVideoDeps['renderer']['poll']): Partial<RunVideoDeps> => ({
  renderer: { version: 'v2', submit: async () => SUBMITTED, poll },
});

it('a Cancel while Slack puts the result off hides it', async () => {
  const { run, happened } = living(({ messenger, leave }) => ({
    messenger: {
      ...messenger,
      post: async (video, slot) =>
        slot === 'result' ? leave('cancel').then(() => LATER) : messenger.post(video, slot),
    },
  }));
  const video = await run(4);
  const end = [video?.state, video?.cancelledIn, happened];
  expect(end).toEqual(['cancelled', 'ready', ['card of v_1', 'paid']]);
});

it('nothing is stored of a task that went to another holder', async () => {
  let isHeld = true;
  const take = async () => {
    isHeld = false;
    return 0;
  };
  const { run, store } = living({ postLimiter: { take } });
  await expect(run(1, { isHeld: async () => isHeld })).rejects.toThrow(LeaseLostError);
  expect((await store.load('v_1'))?.state).toBe('announced');
});

it.each([
  ['stored, is followed', 'stored', 'went on', 'rendering', 1],
  ['not stored, is left to the next run', 'not stored', 'no answer', 'rendering', 1],
  ['stored before a Cancel, is not followed', 'cancelled', 'no answer', 'cancelled', 0],
  ['stored by who holds the task no more, is not followed', 'lost', 'lost', 'unconfirmed', 0],
  ['that cannot be read back, is in doubt', 'unread', 'no answer', 'unconfirmed', 0],
])('an intent to pay whose answer is lost, %s', async (_, what, first, ...end) => {
  const { run, store, leave, happened } = living({
    clock: STILL,
    renderer: { version: 'v2', submit, poll: async () => ({ kind: 'running' }) },
  });
  async function submit() {
    happened.push('paid');
    return SUBMITTED;
  }
  const whole = { ...store };
  let isHeld = true;
  store.save = async (video, ...of) => {
    if (video.state !== 'submitting') return whole.save(video, ...of);
    store.save = whole.save;
    if (what !== 'not stored') await whole.save(video, ...of);
    if (what === 'cancelled') await leave('cancel');
    if (what === 'unread') store.load = () => Promise.reject(new Error('unread'));
    isHeld = what !== 'lost';
    throw new Error('no answer');
  };
  const lease = { isHeld: async () => isHeld };
  const outcome = await run(1, lease).then(
    () => 'went on',
    (error) => (error instanceof LeaseLostError ? 'lost' : error.message),
  );
  Object.assign(store, whole);
  isHeld = true;
  const video = await run(1, lease);
  const paid = happened.filter((each) => each === 'paid').length;
  expect([outcome, video?.state, paid]).toEqual([first, ...end]);
});

describe('an answer that names a project', () => {
  const running = rendering(async () => ({ kind: 'running' }));

  it.each(['saveReceipt', 'linkProject'] as const)(
    'is kept where the store fails four times to %s, and its holder lost its lease',
    async (fails) => {
      let [isHeld, left] = [true, 5];
      const { run, store, woken } = living({
        clock: STILL,
        renderer: {
          version: 'v2',
          submit: async () => {
            isHeld = false;
            return SUBMITTED;
          },
          poll: async () => ({ kind: 'running' }),
        },
      });
      const works: (id: never, what: never) => Promise<void> = store[fails];
      const bent = async (id: never, what: never) => {
        left -= 1;
        return left > 0 ? Promise.reject(new Error('the disk is full')) : works(id, what);
      };
      Object.assign(store, { [fails]: bent });
      await expect(run(1, { isHeld: async () => isHeld })).rejects.toThrow(LeaseLostError);
      const video = await run();
      const owner = await store.findByProject('p1');
      expect([woken, video?.state, owner]).toEqual([['v_1'], 'rendering', 'v_1']);
    },
  );

  it.each([
    ['linking it', 'linkProject'],
    ['storing its video', 'save'],
  ] as const)('is found by the next run where its holder dies before %s', async (_, dies) => {
    const { run, store } = living({ clock: STILL, ...running });
    const whole = { ...store };
    const dead = () => Promise.reject(new Error('the process is dead'));
    store.linkProject = dies === 'linkProject' ? dead : store.linkProject;
    store.save = (video, ...of) =>
      dies === 'save' && video.state === 'rendering' ? dead() : whole.save(video, ...of);
    await expect(run()).rejects.toThrow('the process is dead');
    Object.assign(store, whole);
    const video = await run();
    await store.linkProject('p1', 'v_2');
    expect([video?.state, await store.findByProject('p1')]).toEqual(['rendering', 'v_1']);
  });
});

const failure = (reason: Failure['reason'], detail: string | null) => ({
  reason,
  detail,
  rid: 'r1',
});
const failed = (...of: Parameters<typeof failure>): PollOutcome => ({
  kind: 'failed',
  failure: failure(...of),
});
it.each<[string, PollOutcome, string, unknown]>([
  ['it failed', failed('rendering', null), 'failed', failure('rendering', 'no voice')],
  ['why it failed', failed('rendering', 'rude'), 'failed', failure('rendering', 'rude')],
  ['it was deleted', failed('deleted', null), 'failed', failure('deleted', null)],
  ['it still renders', { kind: 'running' }, 'rendering', null],
  ['it is done', SUCCEEDED, 'delivered', null],
  ['nothing', LATER, 'rendering', null],
])('the reason that a webhook gave, where Jogg says %s', async (_, poll, state, why) => {
  const { run, hint } = living(rendering(async () => poll));
  await run();
  await hint('p1', 'no voice');
  const video = await run(2);
  expect([video?.state, video?.failure ?? null]).toEqual([state, why]);
});

it('a reason that comes after the failure is told by edits, once, and calls nobody again', async () => {
  const edits: unknown[] = [];
  const { run, hint, happened } = living(({ messenger }) => ({
    ...rendering(async () => failed('rendering', null)),
    messenger: {
      ...messenger,
      edit: async ({ failure }, _, slot = 'card') => {
        if (failure) edits.push(`${slot}: ${failure.detail}`);
        return { kind: 'done' };
      },
    },
  }));
  await run(3);
  for (const reason of ['no voice', 'rude']) {
    await hint('p1', reason);
    await run(2);
  }
  expect([edits, happened]).toEqual([
    ['card: null', 'card: no voice', 'result: no voice'],
    ['card of v_1', 'result of v_1'],
  ]);
});

it.each([
  ['member', 'delivered', null, 1],
  ['guest', 'failed', 'not_allowed', 0],
  ['deactivated', 'failed', 'not_allowed', 0],
  ['unverified', 'failed', 'not_allowed', 0],
] as const)('right before paying, a %s: %s, %s, paid %i times', async (standing, ...end) => {
  const { run, happened } = living({ standing: async () => standing });
  const video = await run(2);
  const paid = happened.filter((each) => each === 'paid').length;
  expect([video?.state, video?.failure?.reason ?? null, paid]).toEqual(end);
  expect(happened).toContain('result of v_1');
});
