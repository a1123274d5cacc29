import { once } from 'node:events';
import type { Messenger, Renderer } from '../src/domain/ports.ts';
import { systemClock } from '../src/lib/clock.ts';
import { createTaskQueue } from '../src/queue/task-queue.ts';
import { openState } from '../src/store/open-state.ts';
import { createRenders } from '../src/store/records/renders.ts';
import { createUnconfirmed } from '../src/store/records/unconfirmed.ts';
import { createVideoStore } from '../src/store/records/video-store.ts';
import { createProjectStore } from '../src/store/tenants/project-store.ts';
import { createProjects } from '../src/videos/run/projects.ts';
import { createRunVideo } from '../src/videos/run/run-video.ts';

/**
 * One replica for `lives`: the real queue, run and store. Slack and Jogg answer at once and have
 * no limits, which would otherwise dominate the result. Starts on command.
 */
const logEvent = () => undefined;
const random = Math.random;
const clock = systemClock;
const state = openState(process.env['STATE_URL'] ?? '', logEvent, { clock, random });
const documents = { ...state, logEvent };
const store = createVideoStore(documents);
const queue = createTaskQueue({
  ...{ tasks: state.tasks, onNotify: state.onNotify, clock, random, logEvent },
  lanes: { prompt: 32, poll: 16, file: 16 },
  leaseMs: 30_000,
});
let ts = 0;
const renderer: Renderer = {
  version: 'v2',
  submit: async ({ name }) => ({ kind: 'done', projectId: `p of ${name}`, version: 'v2' }),
  poll: async () => ({
    kind: 'succeeded',
    result: { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 },
  }),
};
const messenger: Messenger = {
  post: async () => {
    ts += 1;
    return { kind: 'done', channel: 'C1', ts: `${process.pid}.${ts}`, inThread: true };
  },
  edit: async () => ({ kind: 'done' }),
  find: async () => ({ kind: 'absent' }),
  discard: async () => ({ kind: 'done' }),
  retract: async () => ({ kind: 'done' }),
};
const renders = createRenders({ ...documents, clock });
const run = createRunVideo({
  ...{ store, renderer, messenger, clock, random, logEvent },
  projects: createProjects({ scope: '', storeOf: () => createProjectStore(documents) }),
  unconfirmed: createUnconfirmed({ ...documents, clock }),
  wake: queue.wake,
  storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
  prepareAudio: async () => ({ kind: 'later', afterMs: null }),
  postLimiter: { take: async () => 0 },
  queuePosition: queue.position,
  findCandidate: async () => null,
  requesterMembership: async () => 'member',
  recordRender: renders.add,
  renders: renders.recent,
  pollScale: 0,
  webhook: () => false,
});
await state.ping();
process.send?.('ready');
await once(process, 'message');
await queue.start({ run });
await once(process, 'message');
await queue.stop(1_000);
await state.close();
process.disconnect?.();
