import { describe, expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createLineageOf } from '../../src/videos/lineage.ts';
import type { AccessRequest } from '../../src/videos/recognise.ts';
import { createShareVideo } from '../../src/videos/share-video.ts';
import { READY, STORED_FILE, sampleVideo } from '../slack/sample-video.ts';

const access: AccessRequest & { channel: string } = {
  ...{ workspace: 'T1', user: 'U0ANN', channel: 'C0LAUNCH' },
  ...{ standing: 'member', place: 'public', home: { team: 'T1', enterprise: null } },
};
const allowedOf = (load: () => Promise<Video | undefined>, events: string[] = []) =>
  createAuthorizeVideo({ store: { load }, logEvent: (event) => events.push(event) });
const delivered = sampleVideo('delivered', READY);
const kept = { ...delivered, requesterHome: { team: 'T1', enterprise: null } };
const bob = { user: 'U0BOB' };

it.each([
  ['of a video of mine', delivered, {}, 'yes'],
  ['of nothing', undefined, {}, 'gone'],
  ['of a video of another workspace', kept, { workspace: 'T2' }, 'gone'],
  ['of one of mine that an earlier version kept elsewhere', delivered, { workspace: 'T2' }, 'yes'],
  ['of such a one of somebody else', delivered, { ...bob, workspace: 'T2' }, 'gone'],
  ['of a video of mine, who am a guest', delivered, { standing: 'guest' }, 'guest'],
  ['of a video of somebody else', delivered, bob, 'not yours'],
] as const)('an id in a button %s', async (_, stored, change, outcome) => {
  const allowed = allowedOf(async () => stored);
  const found = await allowed('retry', 'vid_1', { ...access, ...change });
  expect(found.kind === 'yes' ? 'yes' : found.reason).toBe(outcome);
});

it('an id in a button of a damaged record is answered politely', async () => {
  const events: string[] = [];
  const allowed = allowedOf(() => Promise.reject(new Error('damaged')), events);
  const answer = await allowed('retry', 'vid_1', access);
  expect([answer, events]).toEqual([{ kind: 'no', reason: 'unread' }, ['video_unread']]);
});

const parent = 'vid_1';
const of = (how: 'remix' | 'retry', name = 'Launch') => ({ parent, lineage: { how, name } });
it.each([
  ['its name, in its channel', delivered, {}, of('remix')],
  ['no name elsewhere', delivered, { channel: 'C2' }, of('remix', '')],
  ['a new try', sampleVideo('expired'), {}, of('retry')],
  ['nothing, if it is not known', undefined, {}, { parent: null, lineage: null }],
  ['no, if it may not be remixed', delivered, { ...bob, channel: 'C2' }, { reason: 'elsewhere' }],
] as const)(
  'a form made after an earlier video says of it: %s',
  async (_, stored, change, answer) => {
    const lineageOf = createLineageOf({ allowed: allowedOf(async () => stored) });
    const kind = 'reason' in answer ? 'no' : 'yes';
    expect(await lineageOf(parent, { ...access, ...change })).toEqual({ kind, ...answer });
  },
);

it('a cancel button leaves a wish exactly while there is something to cancel', async () => {
  const pressed = async (state: Video['state'], confirmation: number) => {
    const done: string[] = [];
    const cancel = createCancelVideo({
      store: { saveCommand: async () => void done.push('left') },
      queue: { wake: async () => void done.push('woken') },
    });
    return [await cancel(sampleVideo(state), confirmation), ...done].join(', ');
  };
  const [unpaid, maybe] = ['unpaid, left, woken', 'maybe paid, left, woken'];
  expect(await Promise.all(STATES.map((state) => pressed(state, 1)))).toEqual([
    ...[unpaid, unpaid, maybe, maybe, 'over', 'over', 'over', maybe, 'over', 'over'],
  ]);
  const earlier = await Promise.all(STATES.map((state) => pressed(state, 2)));
  expect(new Set(earlier)).toEqual(new Set(['over']));
});

describe('a share form', () => {
  const done: PostOutcome = { kind: 'done', channel: 'C2', ts: '1.1', inThread: true };
  const UNKNOWN: PostOutcome = { kind: 'unknown' };
  const LATER: PostOutcome = { kind: 'later', afterMs: 1 };
  const REFUSED: PostOutcome = { kind: 'refused', error: 'not_in_channel' };
  const ask = { form: 'V1', channel: 'C2', by: 'U0ANN', video: sampleVideo('delivered', READY) };
  const around = { store: { load: () => expect.unreachable() }, clock: { sleep: async () => {} } };
  /** What Slack answers in turn; then nothing at all. */
  const sharing = (...answers: PostOutcome[]) => {
    const state = openState('memory:', () => {});
    onTestFinished(() => state.close());
    const onceKeys = createOnceKeys({ ...state, about: 'share' });
    const post = async () => answers.shift() ?? new Promise<never>(() => {});
    return { onceKeys, left: answers, share: createShareVideo({ ...around, onceKeys, post }) };
  };

  it.each<[string, PostOutcome[], string[]]>([
    ['that went through is not sent twice', [done], ['shared', 'duplicate']],
    ['whose answer was lost is not sent twice', [UNKNOWN], ['unknown', 'maybe shared']],
    ['that Slack refused may be sent again', [REFUSED, done], ['refused', 'shared']],
    ['that has to wait may be sent again', [LATER, done], ['later', 'shared']],
  ])('%s', async (_, answers, outcomes) => {
    const { share, left } = sharing(...answers);
    const said = [await share(ask), await share(ask)];
    expect([said.map(({ kind }) => kind), left]).toEqual([outcomes, []]);
    const early = { ...ask, form: 'V2', video: sampleVideo('rendering') };
    expect(await share(early)).toEqual({ kind: 'not ready' });
  });

  it.each([
    ['that comes is waited for', 3, 'delivered'],
    ['that does not come in 10 s is not', 1_000, 'ready'],
  ] as const)('before the file is in its thread: a file %s', async (_, looks, state) => {
    const coming = { ...sampleVideo('ready', READY), file: { ...STORED_FILE } };
    const [seen, waited]: [string[], number[]] = [[], []];
    const share = createShareVideo({
      store: {
        load: async () => (waited.length < looks ? coming : { ...coming, state: 'delivered' }),
      },
      clock: { sleep: async (ms) => void waited.push(ms) },
      onceKeys: sharing().onceKeys,
      post: async (video) => {
        seen.push(video.state);
        return done;
      },
    });
    expect(await share({ ...ask, video: coming })).toEqual({ kind: 'shared' });
    expect([seen, waited.length]).toEqual([[state], Math.min(looks, 40)]);
  });

  it('that a process died over is not sent again, and maybe shared', async () => {
    const { onceKeys, share } = sharing();
    void share(ask);
    await expect.poll(() => onceKeys.take('V1')).toBe(false);
    const next = createShareVideo({ ...around, onceKeys, post: () => expect.unreachable() });
    expect(await next(ask)).toEqual({ kind: 'maybe shared' });
  });

  it('that comes twice at the same instant is one message, and both are told so', async () => {
    const { share, left } = sharing(done, done);
    const told = await Promise.all([share(ask), share(ask)]);
    expect([told, left]).toEqual([[{ kind: 'shared' }, { kind: 'shared' }], [done]]);
  });
});
