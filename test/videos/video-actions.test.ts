import { describe, expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createLineageOf } from '../../src/videos/lineage.ts';
import { createShareVideo } from '../../src/videos/share-video.ts';
import { READY, STORED_FILE, sampleVideo } from '../slack/sample-video.ts';

const access: AccessRequest & { channel: string } = {
  ...{ workspace: 'T1', user: 'U0ANN', channel: 'C0LAUNCH' },
  ...{ membership: 'member', conversation: 'public', home: { team: 'T1', enterprise: null } },
};
const allowedOf = (load: () => Promise<Video | undefined>, events: string[] = []) =>
  createAuthorizeVideo({ store: { load }, logEvent: (event) => events.push(event) });
const delivered = sampleVideo('delivered', READY);
const kept = { ...delivered, requesterHome: { team: 'T1', enterprise: null } };
const bob = { user: 'U0BOB' };

// Who may do what with it: `domain/access`, `journeys/permissions`.
it.each([
  ['of a video of mine', delivered, {}, 'yes'],
  ['of nothing', undefined, {}, 'gone'],
  ['of a damaged record', new Error('damaged'), {}, 'unread'],
  ['of a video of another workspace', kept, { workspace: 'T2' }, 'gone'],
  ['of one of mine that an earlier version kept elsewhere', delivered, { workspace: 'T2' }, 'yes'],
  ['of such a one of somebody else', delivered, { ...bob, workspace: 'T2' }, 'gone'],
] as const)('an id in a button %s', async (_, stored, change, outcome) => {
  const events: string[] = [];
  const load = async () => (stored instanceof Error ? Promise.reject(stored) : stored);
  const found = await allowedOf(load, events)('retry', 'vid_1', { ...access, ...change });
  expect(found.kind === 'yes' ? 'yes' : found.reason).toBe(outcome);
  expect(events.includes('video_unread')).toBe(outcome === 'unread');
});

const parent = 'vid_1';
const of = (how: 'remix' | 'retry', name = 'Launch') => ({ parent, lineage: { how, name } });
it.each([
  ['no name elsewhere', delivered, { channel: 'C2' }, of('remix', '')],
  ['a new try', sampleVideo('expired'), {}, of('retry')],
  ['nothing, if it is not known', undefined, {}, { parent: null, lineage: null }],
  ['no, if it may not be remixed', delivered, { ...bob, channel: 'C2' }, { reason: 'elsewhere' }],
] as const)('a form after an earlier video says of it: %s', async (_, stored, change, answer) => {
  const lineageOf = createLineageOf({ authorize: allowedOf(async () => stored) });
  const kind = 'reason' in answer ? 'no' : 'yes';
  expect(await lineageOf(parent, { ...access, ...change })).toEqual({ kind, ...answer });
});

it('a cancel button leaves a wish exactly while there is something to cancel', async () => {
  const pressed = async (state: Video['state'], confirmation: number) => {
    const done: string[] = [];
    const cancel = createCancelVideo({
      store: { saveCommand: async () => void done.push('left') },
      queue: { wake: async () => void done.push('woken') },
    });
    return [state, await cancel(sampleVideo(state), confirmation), ...done].join(', ');
  };
  const left = await Promise.all(STATES.map((state) => pressed(state, 1)));
  expect(left.filter((each) => !each.endsWith(', over'))).toEqual([
    ...['requested, unpaid, left, woken', 'announced, unpaid, left, woken'],
    ...['submitting', 'rendering', 'unconfirmed'].map((of) => `${of}, maybe paid, left, woken`),
  ]);
  const earlier = await Promise.all(STATES.map((state) => pressed(state, 2)));
  expect(earlier).toEqual(STATES.map((state) => `${state}, over`));
});

// What went through, and what Slack refused: `journeys/share`.
describe('a share form', () => {
  const DONE: PostOutcome = { kind: 'done', channel: 'C2', ts: '1.1', inThread: true };
  const ask = { form: 'V1', channel: 'C2', by: 'U0ANN', video: delivered };
  /** What is shared, and how, before a Slack that answers so in turn, and then not at all. */
  const sharing = (answers: PostOutcome[], load: () => Video = () => expect.unreachable()) => {
    const state = openState('memory:', () => {});
    onTestFinished(() => state.close());
    const [seen, waits]: [string[], number[]] = [[], []];
    const life = () =>
      createShareVideo({
        store: { load: async () => load() },
        clock: { sleep: async (ms) => void waits.push(ms) },
        onceKeys: createOnceKeys({ ...state, action: 'share' }),
        post: async ({ state }) => {
          seen.push(state);
          return answers.shift() ?? new Promise<never>(() => {});
        },
      });
    return { life, seen, waits };
  };

  const LOST = ['unknown', 'maybe shared'];
  it.each<[string, PostOutcome, string[], number]>([
    ['whose answer was lost is not sent twice', { kind: 'unknown' }, LOST, 1],
    ['that has to wait may be sent again', { kind: 'later', afterMs: 1 }, ['later', 'shared'], 2],
  ])('%s', async (_, first, outcomes, posts) => {
    const { life, seen } = sharing([first, DONE]);
    const share = life();
    const said = [await share(ask), await share(ask)];
    expect([said.map(({ kind }) => kind), seen.length]).toEqual([outcomes, posts]);
    const early = { ...ask, form: 'V2', video: sampleVideo('rendering') };
    expect(await share(early)).toEqual({ kind: 'not ready' });
  });

  it('that a process died over is not sent again, and maybe shared', async () => {
    const { life, seen } = sharing([]);
    void life()(ask);
    await expect.poll(() => seen).toEqual(['delivered']);
    expect([await life()(ask), seen.length]).toEqual([{ kind: 'maybe shared' }, 1]);
  });

  it.each([
    ['that comes is waited for', 3, 'delivered'],
    ['that does not come in 10 s is not', 1_000, 'ready'],
  ] as const)('before the file is in its thread: a file %s', async (_, looks, state) => {
    const coming = { ...sampleVideo('ready', READY), file: { ...STORED_FILE } };
    const { life, seen, waits } = sharing([DONE], () =>
      waits.length < looks ? coming : { ...coming, state: 'delivered' },
    );
    expect(await life()({ ...ask, video: coming })).toEqual({ kind: 'shared' });
    expect([seen, waits.length]).toEqual([[state], Math.min(looks, 40)]);
  });
});
