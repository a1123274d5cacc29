import { describe, expect, it } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createLineageOf } from '../../src/videos/lineage.ts';
import { createShareVideo } from '../../src/videos/share-video.ts';
import { READY, STORED_FILE, sampleVideo } from '../slack/sample-video.ts';
import { memoryStore } from '../store/temp-state.ts';

const access: AccessRequest & { channel: string } = {
  ...{ workspace: 'T1', user: 'U0ANN', channel: 'C0LAUNCH' },
  ...{ membership: 'member', conversation: 'public', home: { team: 'T1', enterprise: null } },
};
const authorizeWith = (load: () => Promise<Video | undefined>, events: string[] = []) =>
  createAuthorizeVideo({ store: { load }, logEvent: (event) => events.push(event) });
const delivered = sampleVideo('delivered', READY);
const current = { ...delivered, requesterHome: { team: 'T1', enterprise: null } };
const bob = { user: 'U0BOB' };
const bobElsewhere = { ...bob, channel: 'C2' };

// Who may do what with it: `domain/access`, `journeys/permissions`.
it.each([
  ['of the requester’s own video is accepted', delivered, {}, 'yes'],
  ['without a record is gone', undefined, {}, 'gone'],
  ['of a damaged record is unread', new Error('damaged'), {}, 'unread'],
  ['of a video in another workspace is gone', current, { workspace: 'T2' }, 'gone'],
  ['of an old record in another workspace is accepted', delivered, { workspace: 'T2' }, 'yes'],
  ['of somebody else’s old record is gone', delivered, { ...bob, workspace: 'T2' }, 'gone'],
] as const)('the id of a button %s', async (_, stored, change, outcome) => {
  const events: string[] = [];
  const load = async () => (stored instanceof Error ? Promise.reject(stored) : stored);
  const found = await authorizeWith(load, events)('retry', 'vid_1', { ...access, ...change });
  expect(found.kind === 'yes' ? 'yes' : found.reason).toBe(outcome);
  expect(events.includes('video_unread')).toBe(outcome === 'unread');
});

const parent = 'vid_1';
const of = (how: 'remix' | 'retry', name = 'Launch') => ({ parent, lineage: { how, name } });
it.each([
  ['without its name in another channel', delivered, { channel: 'C2' }, of('remix', '')],
  ['as a retry, if it ended without a result', sampleVideo('expired'), {}, of('retry')],
  ['as nothing, if it no longer exists', undefined, {}, { parent: null, lineage: null }],
  ['as a denial, if the person may not remix it', delivered, bobElsewhere, { reason: 'elsewhere' }],
] as const)('a form records the earlier video %s', async (_, stored, change, answer) => {
  const lineageOf = createLineageOf({ authorize: authorizeWith(async () => stored) });
  const kind = 'reason' in answer ? 'no' : 'yes';
  expect(await lineageOf(parent, { ...access, ...change })).toEqual({ kind, ...answer });
});

it('a cancel button stores a command only while there is something to cancel', async () => {
  const pressed = async (state: Video['state'], confirmation: number) => {
    const done: string[] = [];
    const cancel = createCancelVideo({
      store: { saveCommand: async () => void done.push('left') },
      queue: { wake: async () => void done.push('woken') },
    });
    return [state, await cancel(sampleVideo(state), confirmation), ...done].join(', ');
  };
  const changes = await Promise.all(STATES.map((state) => pressed(state, 1)));
  expect(changes.filter((each) => !each.endsWith(', over'))).toEqual([
    ...['requested, unpaid, left, woken', 'announced, unpaid, left, woken'],
    ...['submitting', 'rendering', 'unconfirmed'].map((of) => `${of}, maybe paid, left, woken`),
  ]);
  const earlier = await Promise.all(STATES.map((state) => pressed(state, 2)));
  expect(earlier).toEqual(STATES.map((state) => `${state}, over`));
});

// Shares that Slack accepts or rejects: `journeys/share`.
describe('a share form', () => {
  const DONE: PostOutcome = { kind: 'done', channel: 'C2', ts: '1.1', inThread: true };
  const ask = { form: 'V1', channel: 'C2', by: 'U0ANN', video: delivered };
  /** Shares with a Slack that gives these answers in turn and then none. */
  const sharing = (answers: PostOutcome[], load: () => Video = () => expect.unreachable()) => {
    const { state } = memoryStore();
    const [shared, waits]: [string[], number[]] = [[], []];
    const startProcess = () =>
      createShareVideo({
        store: { load: async () => load() },
        clock: { sleep: async (ms) => void waits.push(ms) },
        onceKeys: createOnceKeys({ ...state, action: 'share' }),
        post: async ({ state }) => {
          shared.push(state);
          return answers.shift() ?? new Promise<never>(() => {});
        },
      });
    return { startProcess, shared, waits };
  };

  const LOST = ['unknown', 'maybe shared'];
  it.each<[string, PostOutcome, string[], number]>([
    ['whose answer was lost is not repeated', { kind: 'unknown' }, LOST, 1],
    ['that Slack delays may be repeated', { kind: 'later', afterMs: 1 }, ['later', 'shared'], 2],
  ])('%s', async (_, first, outcomes, posts) => {
    const { startProcess, shared } = sharing([first, DONE]);
    const share = startProcess();
    const results = [await share(ask), await share(ask)];
    expect([results.map(({ kind }) => kind), shared.length]).toEqual([outcomes, posts]);
    const early = { ...ask, form: 'V2', video: sampleVideo('rendering') };
    expect(await share(early)).toEqual({ kind: 'not ready' });
  });

  it('is not repeated after a crash, and is maybe shared', async () => {
    const { startProcess, shared } = sharing([]);
    void startProcess()(ask);
    await expect.poll(() => shared).toEqual(['delivered']);
    expect([await startProcess()(ask), shared.length]).toEqual([{ kind: 'maybe shared' }, 1]);
  });

  it.each([
    ['that comes later', 3, 'delivered'],
    ['for at most 10 s', 1_000, 'ready'],
  ] as const)(
    'delivered twice at once is shared once, and waits for a pending file %s',
    async (_, polls, state) => {
      const coming = { ...sampleVideo('ready', READY), file: { ...STORED_FILE } };
      const { startProcess, shared, waits } = sharing([DONE], () =>
        waits.length < polls ? coming : { ...coming, state: 'delivered' },
      );
      const share = startProcess();
      const twice = [share({ ...ask, video: coming }), share({ ...ask, video: coming })];
      expect(await Promise.all(twice)).toEqual(Array(2).fill({ kind: 'shared' }));
      expect([shared, waits.length]).toEqual([[state], Math.min(polls, 40)]);
    },
  );
});
