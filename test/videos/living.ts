import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createRunVideo, type RunVideoDeps } from '../../src/videos/run-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

export const SUCCEEDED = {
  kind: 'succeeded',
  result: { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 },
} as const;

/** The real advance over a real store in memory: the world around it is what a test says. */
export function living(change: Partial<RunVideoDeps> = {}) {
  const clock = createVirtualClock();
  const state = openState('memory:', () => {});
  const store = createVideoStore({ keyvFor: state.keyvFor, logEvent: () => {} });
  const unconfirmed = createUnconfirmed({ keyvFor: state.keyvFor, clock, logEvent: () => {} });
  const happened: string[] = [];
  const woken: string[] = [];
  const runVideo = createRunVideo({
    store,
    renderer: {
      version: 'v2',
      submit: async ({ name }) => {
        happened.push('paid');
        return { kind: 'done', projectId: `p of ${name}`, version: 'v2' };
      },
      poll: async () => SUCCEEDED,
    },
    messenger: {
      post: async ({ id }, slot) => {
        happened.push(`${slot} of ${id}`);
        return { kind: 'done', channel: 'C1', ts: `${happened.length}.1`, inThread: true };
      },
      edit: async () => ({ kind: 'done' }),
      find: async () => ({ kind: 'absent' }),
      discard: async () => ({ kind: 'done' }),
      retract: async () => ({ kind: 'done' }),
    },
    storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
    prepareAudio: async () => ({ kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' }),
    postLimiter: { take: async () => 0 },
    place: () => null,
    unconfirmed,
    wake: async (id) => void woken.push(id),
    findCandidate: async () => null,
    standing: async () => 'member',
    rendered: async () => {},
    clock,
    random: () => 0.5,
    pollScale: 1,
    webhook: () => false,
    logEvent: () => {},
    ...change,
  });
  return { runVideo, store, state, unconfirmed, clock, happened, woken };
}
