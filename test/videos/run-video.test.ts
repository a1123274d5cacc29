import { expect, it } from 'vitest';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import { LeaseLostError } from '../../src/videos/run/persist-video.ts';
import type { RunVideoDeps } from '../../src/videos/run/run-video.ts';
import { START, sampleNewVideo } from '../domain/sample-new-video.ts';
import { writingLease } from '../support/writing-lease.ts';
import { createRunHarness, SUCCEEDED } from './run-harness.ts';

const FROZEN = { now: () => START, monotonic: () => START, sleep: async () => {} };
const LATER = { kind: 'later', afterMs: null } as const;
const SUBMITTED = { kind: 'done', projectId: 'p1', version: 'v2' } as const;
const rendering = (poll: PollOutcome, submitted = () => {}): Partial<RunVideoDeps> => {
  const submit = async () => {
    submitted();
    return SUBMITTED;
  };
  return { renderer: { version: 'v2', submit, poll: async () => poll } };
};

it('a crash of the machine may lose a poll’s outcome until a message shows it', async () => {
  const { run, store } = createRunHarness();
  const { save } = store;
  const forgettable: string[] = [];
  store.save = async (video, lease, how) => {
    if (how?.canSkipSync) forgettable.push(`${video.state} ${video.cardVersion}`);
    return save(video, lease, how);
  };
  const video = await run(4);
  const seen = [video?.state, forgettable];
  expect(seen).toEqual(['delivered', ['rendering rendering:0', 'ready rendering:0']]);
});

// Intents before each effect and lost leases, crash by crash: `simulation/`.
it.each([
  ['was stored, is followed', 'stored', 'went on', 'rendering', 1],
  ['was not stored, is left to the next run', 'not stored', 'no answer', 'rendering', 1],
  ['was stored before a Cancel, is not followed', 'cancelled', 'no answer', 'cancelled', 0],
  ['was stored with a lost lease, is not followed', 'lost', 'lost', 'unconfirmed', 0],
  ['cannot be read back, is in doubt', 'unread', 'no answer', 'unconfirmed', 0],
])('an intent to pay that got no answer from the store and %s', async (_, what, first, ...end) => {
  let [isHeld, paid] = [true, 0];
  const pays = rendering({ kind: 'running' }, () => (paid += 1));
  const { run, store, cancel } = createRunHarness({ clock: FROZEN, ...pays });
  const whole = { ...store };
  store.save = async (video, ...of) => {
    if (video.state !== 'submitting') return whole.save(video, ...of);
    store.save = whole.save;
    if (what !== 'not stored') await whole.save(video, ...of);
    if (what === 'cancelled') await cancel();
    if (what === 'unread') store.load = () => Promise.reject(new Error('unread'));
    isHeld = what !== 'lost';
    throw new Error('no answer');
  };
  const outcome = await run(1, async () => isHeld).then(
    () => 'went on',
    (error) => (error instanceof LeaseLostError ? 'lost' : error.message),
  );
  Object.assign(store, whole);
  expect([outcome, (await run())?.state, paid]).toEqual([first, ...end]);
});

const WRITES = ['saveReceipt', 'linkProject'] as const;
it.each(WRITES)('a project survives four failures of %s and a lost lease', async (fails) => {
  let [isHeld, left] = [true, 5];
  const pays = rendering({ kind: 'running' }, () => (isHeld = false));
  const { run, store, woken } = createRunHarness({ clock: FROZEN, ...pays });
  const works: (id: never, what: never) => Promise<void> = store[fails];
  const failing = async (id: never, what: never) => {
    left -= 1;
    return left > 0 ? Promise.reject(new Error('the disk is full')) : works(id, what);
  };
  Object.assign(store, { [fails]: failing });
  await expect(run(1, async () => isHeld)).rejects.toThrow(LeaseLostError);
  const video = await run();
  const owner = await store.findByProject('p1');
  expect([woken, video?.state, owner]).toEqual([['v_1'], 'rendering', 'v_1']);
});

it('the next run links a project known only by its receipt, so that no other video takes it', async () => {
  const { run, store } = createRunHarness({ clock: FROZEN, ...rendering({ kind: 'running' }) });
  const { linkProject } = store;
  store.linkProject = () => Promise.reject(new Error('the process is dead'));
  await expect(run()).rejects.toThrow('the process is dead');
  Object.assign(store, { linkProject });
  await run();
  await store.linkProject('p1', 'v_2');
  expect(await store.findByProject('p1')).toBe('v_1');
});

const failureOf = (reason: 'rendering' | 'deleted', detail: string | null = null) =>
  ({ reason, detail, rid: 'r1' }) as const;
const failed = (...of: Parameters<typeof failureOf>) =>
  ({ kind: 'failed', failure: failureOf(...of) }) as const;
it.each<[string, PollOutcome, string, object | null]>([
  ['that it failed', failed('rendering'), 'failed', failureOf('rendering', 'no voice')],
  ['why it failed', failed('rendering', 'rude'), 'failed', failureOf('rendering', 'rude')],
  ['that it was deleted', failed('deleted'), 'failed', failureOf('deleted')],
  ['that it still renders', { kind: 'running' }, 'rendering', null],
  ['that it is done', SUCCEEDED, 'delivered', null],
  ['nothing', LATER, 'rendering', null],
])('a webhook’s reason needs a failure: Jogg says %s', async (_, poll, state, failure) => {
  const { run, hint } = createRunHarness(rendering(poll));
  await run();
  await hint('p1', 'no voice');
  const video = await run(2);
  expect([video?.state, video?.failure ?? null]).toEqual([state, failure]);
});

it('a reason that comes after the failure is shown by edits, once, without a new message', async () => {
  const edits: unknown[] = [];
  const { run, hint, effects, messenger } = createRunHarness(rendering(failed('rendering')));
  messenger.edit = async ({ failure }, _, slot = 'card') => {
    if (failure) edits.push(`${slot}: ${failure.detail}`);
    return { kind: 'done' };
  };
  await run(3);
  for (const reason of ['no voice', 'rude']) {
    await hint('p1', reason);
    await run(2);
  }
  expect(edits).toEqual(['card: null', 'card: no voice', 'result: no voice']);
  expect(effects).toEqual(['card', 'result']);
});

it('only the file lane stores files, so that slow ones delay nothing else', async () => {
  const { run, runVideo, state } = createRunHarness({ storeFile: () => expect.unreachable() });
  await run();
  const lease = { ...writingLease(state), lane: 'poll' } as const;
  const next = await runVideo('v_1', JSON.stringify(sampleNewVideo), lease);
  expect(next).toMatchObject({ lane: 'file' });
});

it.each([
  ['member', 'delivered', null, ['card', 'paid', 'result']],
  ['guest', 'failed', 'not_allowed', ['card', 'result']],
  ['deactivated', 'failed', 'not_allowed', ['card', 'result']],
  ['unverified', 'failed', 'not_allowed', ['card', 'result']],
] as const)('right before paying, a %s’s video is %s (%s)', async (who, state, reason, seen) => {
  const { run, effects } = createRunHarness({ requesterMembership: async () => who });
  const video = await run(2);
  expect([video?.state, video?.failure?.reason ?? null, effects]).toEqual([state, reason, seen]);
});
