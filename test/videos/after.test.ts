import { describe, expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { STATES, type Video } from '../../src/domain/video/video.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createLineageOf } from '../../src/videos/lineage.ts';
import type { AccessRequest } from '../../src/videos/recognise.ts';
import { createShareVideo } from '../../src/videos/share-video.ts';
import { READY, sampleVideo } from '../slack/sample-video.ts';

const access: AccessRequest & { channel: string } = {
  workspace: 'T1',
  user: 'U0ANN',
  standing: 'member',
  home: { team: 'T1', enterprise: null },
  channel: 'C0LAUNCH',
  place: 'public',
};
const allowedOf = (video: Video | undefined) =>
  createAuthorizeVideo({ store: { load: async () => video }, logEvent: () => {} });

describe('an id in a button', () => {
  const video = sampleVideo('delivered', READY);
  const kept = { ...video, requesterHome: { team: 'T1', enterprise: null } };
  it.each([
    ['of a video of mine', video, {}, 'yes'],
    ['of nothing', undefined, {}, 'gone'],
    ['of a video of another workspace', kept, { workspace: 'T2' }, 'gone'],
    ['of one of mine that an earlier version kept elsewhere', video, { workspace: 'T2' }, 'yes'],
    ['of such a one of somebody else', video, { workspace: 'T2', user: 'U0BOB' }, 'gone'],
    ['of a video of mine, who am a guest', video, { standing: 'guest' }, 'guest'],
    ['while nobody knows the workspace', video, { standing: 'unverified' }, 'unverified'],
    ['of a video of another channel', video, { user: 'U0BOB', channel: 'C2' }, 'elsewhere'],
    ['of a video of somebody else', video, { user: 'U0BOB' }, 'not yours'],
  ] as const)('%s', async (_, stored, change, outcome) => {
    const found = await allowedOf(stored)('retry', 'vid_1', { ...access, ...change });
    expect(found.kind === 'yes' ? 'yes' : found.reason).toBe(outcome);
  });

  it('is answered politely where the record cannot be read', async () => {
    const events: string[] = [];
    const allowed = createAuthorizeVideo({
      store: { load: () => Promise.reject(new Error('damaged')) },
      logEvent: (event) => events.push(event),
    });
    expect([await allowed('retry', 'vid_1', access), events]).toEqual([
      { kind: 'no', reason: 'unread' },
      ['video_unread'],
    ]);
  });
});

describe('what a form made after an earlier video may say of it', () => {
  const lineage = (video: Video | undefined, change: Partial<typeof access> = {}) =>
    createLineageOf({ allowed: allowedOf(video) })('vid_1', { ...access, ...change });

  it('its name, in the channel that shows it; no name in any other', async () => {
    const video = sampleVideo('delivered', READY);
    expect([await lineage(video), await lineage(video, { channel: 'C2' })]).toEqual([
      { kind: 'yes', parent: 'vid_1', lineage: { how: 'remix', name: 'Launch' } },
      { kind: 'yes', parent: 'vid_1', lineage: { how: 'remix', name: '' } },
    ]);
  });

  it('that it is a new try, where that one came to nothing', async () => {
    expect(await lineage(sampleVideo('expired'))).toMatchObject({ lineage: { how: 'retry' } });
  });

  it('nothing of one that is not known; one that may not be remixed is refused', async () => {
    expect([
      await lineage(undefined),
      await lineage(sampleVideo('delivered', READY), { user: 'U0BOB', channel: 'C2' }),
    ]).toEqual([
      { kind: 'yes', parent: null, lineage: null },
      { kind: 'no', reason: 'elsewhere' },
    ]);
  });
});

it('a cancel button leaves a wish exactly while there is something to cancel', async () => {
  const pressed = STATES.map(async (state) => {
    const done: string[] = [];
    const cancel = createCancelVideo({
      store: { saveCommand: async () => void done.push('left') },
      queue: { wake: async () => void done.push('woken') },
    });
    return [state, [await cancel(sampleVideo(state), 1), ...done].join(', ')];
  });
  const unpaid = 'unpaid, left, woken';
  const maybe = 'maybe paid, left, woken';
  expect(Object.fromEntries(await Promise.all(pressed))).toEqual({
    ...{ requested: unpaid, announced: unpaid },
    ...{ submitting: maybe, rendering: maybe, unconfirmed: maybe },
    ...{ ready: 'over', delivered: 'over', failed: 'over', expired: 'over', cancelled: 'over' },
  });
});

it.each(STATES)('a cancel button of an earlier confirmation is over: %s', async (state) => {
  const never = async () => expect.unreachable();
  const cancel = createCancelVideo({ store: { saveCommand: never }, queue: { wake: never } });
  expect(await cancel(sampleVideo(state), 2)).toBe('over');
});

describe('a share form', () => {
  const done: PostOutcome = { kind: 'done', channel: 'C2', ts: '1.1', inThread: true };
  const video = sampleVideo('delivered', READY);
  const ask = { form: 'V1', channel: 'C2', by: 'U0ANN', video };
  const onceKeys = () => {
    const state = openState('memory:', () => {});
    onTestFinished(() => state.close());
    return createOnceKeys({ ...state, about: 'share' });
  };
  /** What Slack answers in turn; then its answers are lost. */
  const sharing = (answers: readonly PostOutcome[], keys = onceKeys()) => {
    const left = [...answers];
    return {
      left,
      share: createShareVideo({ onceKeys: keys, post: async () => left.shift() ?? UNKNOWN }),
    };
  };
  const UNKNOWN: PostOutcome = { kind: 'unknown' };

  it.each<[string, readonly PostOutcome[], readonly string[]]>([
    ['that went through is not sent twice', [done], ['shared', 'duplicate']],
    ['whose answer was lost is not sent twice', [UNKNOWN], ['unknown', 'maybe shared']],
    [
      'that Slack refused may be sent again',
      [{ kind: 'refused', error: 'not_in_channel' }, done],
      ['refused', 'shared'],
    ],
    [
      'that has to wait may be sent again',
      [{ kind: 'later', afterMs: 1 }, done],
      ['later', 'shared'],
    ],
  ])('%s', async (_, answers, outcomes) => {
    const { share, left } = sharing(answers);
    const said = [await share(ask), await share(ask)];
    expect([said.map(({ kind }) => kind), left]).toEqual([outcomes, []]);
    const early = { ...ask, form: 'V2', video: sampleVideo('rendering') };
    expect(await share(early)).toEqual({ kind: 'not ready' });
  });

  it('that a process died over is not sent again, and maybe shared', async () => {
    const keys = onceKeys();
    void createShareVideo({ onceKeys: keys, post: () => new Promise(() => {}) })(ask);
    await expect.poll(() => keys.take('V1')).toBe(false);
    const { share, left } = sharing([done], keys);
    expect([await share(ask), left]).toEqual([{ kind: 'maybe shared' }, [done]]);
  });

  it('that comes twice at the same instant is one message, and both are told so', async () => {
    const { share, left } = sharing([done, done]);
    const told = await Promise.all([share(ask), share(ask)]);
    expect([told, left]).toEqual([[{ kind: 'shared' }, { kind: 'shared' }], [done]]);
  });
});
