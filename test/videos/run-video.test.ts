import { describe, expect, it } from 'vitest';
import type { PollOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Failure } from '../../src/domain/video/video.ts';
import { LeaseLostError } from '../../src/videos/persist-video.ts';
import type { RunVideoDeps } from '../../src/videos/run-video.ts';
import { facts, START } from '../domain/facts.ts';
import { HELD, living, SUBMITTED, SUCCEEDED } from './living.ts';

type World = ReturnType<typeof living>;
type Surroundings = Parameters<Extract<Parameters<typeof living>[0], (...of: never) => unknown>>[0];

/** Nobody waits. */
const STILL = { now: () => START, monotonic: () => START, sleep: async () => {} };
const LATER = { kind: 'later', afterMs: null } as const;
const AUDIO_URL = 'https://res.jogg.ai/a.mp3';
const recording = { kind: 'url', url: 'https://example.com/a.mp3' } as const;
const SPOKEN = { ...facts, order: { ...facts.order, audio: recording } };
const rendering = (poll: RunVideoDeps['renderer']['poll']): Partial<RunVideoDeps> => ({
  renderer: { version: 'v2', submit: async () => SUBMITTED, poll },
});

describe('a Cancel wins against a run in flight', () => {
  type Cancel = () => Promise<unknown>;
  it.each<[string, (cancel: Cancel, world: Surroundings) => Partial<RunVideoDeps>, unknown[]]>([
    [
      'pressed while Jogg is polled, the result is not shown',
      (cancel) => rendering(async () => cancel().then(() => SUCCEEDED)),
      ['maybe paid', 'cancelled', 'rendering', ['card of v_1']],
    ],
    [
      'pressed while a recording is handed over, nothing is paid',
      (cancel) => ({
        prepareAudio: async () => cancel().then(() => ({ kind: 'done', audioUrl: AUDIO_URL })),
      }),
      ['unpaid', 'cancelled', 'announced', ['card of v_1']],
    ],
    [
      'pressed while its turn to pay is taken, nothing is paid',
      (cancel) => ({ postLimiter: { take: async () => cancel().then(() => 0) } }),
      ['unpaid', 'cancelled', 'announced', ['card of v_1']],
    ],
    [
      'pressed while Jogg is asked, it waits for the answer and hides what was paid',
      (cancel, { renderer }) => ({
        renderer: { ...renderer, submit: async () => cancel().then(() => SUBMITTED) },
      }),
      ['maybe paid', 'cancelled', 'rendering', ['card of v_1']],
    ],
    [
      'left while the file is stored, the result is not shown',
      (_, { leave }) => ({
        storeFile: async () => leave('cancel').then(() => ({ kind: 'stored', id: 'F1' })),
      }),
      [null, 'cancelled', 'ready', ['card of v_1', 'paid']],
    ],
    [
      'left while Slack puts the result off, the result is not shown',
      (_, { messenger, leave, happened }) => ({
        messenger: {
          ...messenger,
          post: async (video, slot): Promise<PostOutcome> => {
            if (slot !== 'result') return messenger.post(video, slot);
            happened.push('result put off');
            return leave('cancel').then(() => LATER);
          },
        },
      }),
      [null, 'cancelled', 'ready', ['card of v_1', 'paid', 'result put off']],
    ],
    [
      'of an earlier confirmation counts no more',
      (_, { leave }) => rendering(async () => leave('cancel', 0).then(() => SUCCEEDED)),
      [null, 'delivered', null, ['card of v_1', 'result of v_1']],
    ],
  ])('%s', async (_, change, end) => {
    let told: unknown = null;
    const world: World = living((around) =>
      change(async () => {
        told = await around.cancel();
      }, around),
    );
    const video = await world.run(4, HELD, end[0] === 'unpaid' ? SPOKEN : facts);
    expect([told, video?.state, video?.cancelledIn, world.happened]).toEqual(end);
  });

  it('but nothing is read or stored of a task that went to another holder', async () => {
    let isHeld = true;
    const take = async () => {
      isHeld = false;
      return 0;
    };
    const { run, store } = living({ postLimiter: { take } });
    await expect(run(1, { isHeld: async () => isHeld })).rejects.toThrow(LeaseLostError);
    expect((await store.load('v_1'))?.state).toBe('announced');
  });
});

describe('an answer that names a project, and a lease that was lost meanwhile', () => {
  /**
   * A first holder loses its lease while Jogg answers its paid request; `meanwhile` is what happens
   * before the answer comes. Then the next holder runs.
   */
  async function answeredTooLate(
    meanwhile: (world: World) => Promise<unknown>,
    fails?: 'saveReceipt' | 'linkProject',
  ) {
    let lost = false;
    let paid = 0;
    let left = 4;
    const world: World = living({
      clock: STILL,
      renderer: {
        version: 'v2',
        submit: async () => {
          paid += 1;
          lost = true;
          await meanwhile(world);
          return SUBMITTED;
        },
        poll: async () => ({ kind: 'running' }),
      },
    });
    const { run, store, woken } = world;
    if (fails) {
      const works: (id: never, what: never) => Promise<void> = store[fails];
      const bent = async (id: never, what: never) => {
        left -= 1;
        if (left >= 0) throw new Error('the disk is full');
        return works(id, what);
      };
      Object.assign(store, { [fails]: bent });
    }
    const first = await run(1, { isHeld: async () => !lost }).catch((error: unknown) => error);
    const before = [first instanceof LeaseLostError, ...woken];
    const video = await run();
    const owner = await store.findByProject('p1');
    if (fails) expect(left).toBeLessThan(0);
    return [...before, video?.state, video?.project?.id ?? null, paid, owner];
  }
  const RENDERING = [true, 'v_1', 'rendering', 'p1', 1, 'v_1'];

  it.each<
    [string, (world: World) => Promise<unknown>, unknown[], ('saveReceipt' | 'linkProject')?]
  >([
    ['is rendered by the next holder, and not paid again', async () => {}, RENDERING],
    [
      'is rendered where that one has called the video unconfirmed',
      async ({ run }) => expect((await run())?.state).toBe('unconfirmed'),
      RENDERING,
    ],
    [
      'is not paid again where its requester chose that and nothing came of it yet',
      ({ run, leave }) => run().then(() => leave('ask_again')),
      RENDERING,
    ],
    [
      'does not undo that its requester gave up',
      async ({ run, leave }) => {
        await run();
        await leave('give_up');
        await run();
      },
      [true, 'v_1', 'cancelled', null, 1, 'v_1'],
    ],
    [
      'is hidden by a Cancel that was pressed while Jogg was asked',
      ({ leave }) => leave('cancel'),
      [true, 'v_1', 'cancelled', 'p1', 1, 'v_1'],
    ],
    [
      'is kept by a store that fails four times to save it',
      async () => {},
      RENDERING,
      'saveReceipt',
    ],
    [
      'is kept by a store that fails four times to link it',
      async () => {},
      RENDERING,
      'linkProject',
    ],
  ])('%s', async (_, meanwhile, end, fails) => {
    expect(await answeredTooLate(meanwhile, fails)).toEqual(end);
  });

  it('belongs to its video from the next run on where its holder dies before linking it', async () => {
    const world: World = living({ clock: STILL, ...rendering(async () => ({ kind: 'running' })) });
    const { run, store } = world;
    const { linkProject } = store;
    store.linkProject = () => Promise.reject(new Error('the process is dead'));
    await expect(run()).rejects.toThrow('the process is dead');
    store.linkProject = linkProject;
    await run();
    await store.linkProject('p1', 'v_2');
    expect(await store.findByProject('p1')).toBe('v_1');
  });

  it('leaves a video that renders where its holder dies before storing it', async () => {
    const { run, store } = living((world) => ({
      ...rendering(async () => ({ kind: 'running' })),
      clock: { ...world.clock, sleep: async () => {} },
    }));
    const { save } = store;
    store.save = async (video, lease, nextRun) => {
      if (video.state === 'rendering') throw new Error('the process is dead');
      return save(video, lease, nextRun);
    };
    await expect(run()).rejects.toThrow('the process is dead');
    store.save = save;
    const video = await run();
    expect([video?.state, video?.project]).toEqual(['rendering', { id: 'p1', version: 'v2' }]);
  });
});

describe('the reason that a webhook gave', () => {
  const failed = (reason: Failure['reason'], detail: string | null = null): PollOutcome => ({
    kind: 'failed',
    failure: { reason, detail, rid: 'r1' },
  });
  const told = (reason: string, detail: string | null) => ({ reason, detail, rid: 'r1' });
  it.each<[string, PollOutcome, string, unknown]>([
    [
      'says that it failed, and not why',
      failed('rendering'),
      'failed',
      told('rendering', 'no voice'),
    ],
    ['says why itself', failed('rendering', 'bad words'), 'failed', told('rendering', 'bad words')],
    ['says that it was deleted', failed('deleted'), 'failed', told('deleted', null)],
    ['says that it still renders', { kind: 'running' }, 'rendering', null],
    ['says that it is done', SUCCEEDED, 'delivered', null],
    ['cannot be asked', LATER, 'rendering', null],
  ])('counts only where Jogg %s', async (_, poll, state, failure) => {
    const { run, hint } = living(rendering(async () => poll));
    await run();
    await hint('p1', 'no voice');
    const video = await run(2);
    expect([video?.state, video?.failure ?? null]).toEqual([state, failure]);
  });
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
