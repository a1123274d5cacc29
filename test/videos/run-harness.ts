import type { Lease, Messenger } from '../../src/domain/ports.ts';
import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/records/unconfirmed.ts';
import { createVideoStore } from '../../src/store/records/video-store.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createProjects } from '../../src/videos/run/projects.ts';
import { createRunVideo, type RunVideoDeps } from '../../src/videos/run/run-video.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { writingLease } from '../support/writing-lease.ts';

export const SUCCEEDED = {
  kind: 'succeeded',
  result: { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 },
} as const;

/**
 * Runs a video by the real code over a real store in memory. Everything succeeds, and Jogg is done
 * at the first poll, except for what a test changes.
 */
export function createRunHarness(change: Partial<RunVideoDeps> = {}) {
  const clock = createVirtualClock();
  const random = () => 0.5;
  const state = openState('memory:', () => {}, { clock: change.clock ?? clock, random });
  const storeDeps = { ...state, logEvent: () => {} };
  const store = { ...createVideoStore(storeDeps), ...createProjectStore(storeDeps) };
  const unconfirmed = createUnconfirmed({ ...storeDeps, clock });
  const effects: string[] = [];
  const woken: string[] = [];
  const wake = async (id: string) => void woken.push(id);
  const messenger: Messenger = {
    post: async (_, slot) => {
      effects.push(slot);
      return { kind: 'done', channel: 'C1', ts: `${effects.length}.1`, inThread: true };
    },
    edit: async () => ({ kind: 'done' }),
    find: async () => ({ kind: 'absent' }),
    discard: async () => ({ kind: 'done' }),
    retract: async () => ({ kind: 'done' }),
  };
  const runVideo = createRunVideo({
    ...{ store, messenger, unconfirmed, wake, clock, random, pollScale: 1, webhook: () => false },
    renderer: {
      version: 'v2',
      submit: async () => {
        effects.push('paid');
        return { kind: 'done', projectId: 'p1', version: 'v2' };
      },
      poll: async () => SUCCEEDED,
    },
    projects: createProjects({ scope: '', storeOf: () => store }),
    storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
    prepareAudio: async () => ({ kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' }),
    ...{ postLimiter: { take: async () => 0 }, queuePosition: async () => null },
    ...{ findCandidate: async () => null, requesterMembership: async () => 'member' as const },
    ...{ recordRender: async () => {}, renders: async () => [], logEvent: () => {} },
    ...change,
  });
  /** Runs the task of `v_1` the given times, a minute apart. Returns the video. */
  const run = async (times = 1, isHeld: Lease['isHeld'] = async () => true) => {
    for (let left = times; left > 0; left -= 1) {
      await runVideo('v_1', JSON.stringify(sampleNewVideo), writingLease(state, isHeld));
      clock.jump(60_000);
    }
    return store.load('v_1');
  };
  /** Stores a Cancel as the button does, in any state of the video. */
  const cancel = () => store.saveCommand('v_1', { choice: 'cancel', confirmation: 1 });
  const hint = createReceiveHint({ store, unconfirmed, queue: { wake } });
  return { clock, state, store, messenger, effects, woken, runVideo, run, cancel, hint };
}
