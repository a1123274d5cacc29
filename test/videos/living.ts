import type { Lease, Messenger, Renderer } from '../../src/domain/ports.ts';
import type { UserCommand } from '../../src/domain/video/video.ts';
import type { Clock } from '../../src/lib/clock.ts';
import { openState } from '../../src/store/open-state.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createProjects } from '../../src/videos/projects.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRunVideo, type RunVideoDeps } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { writingLease } from '../support/writing-lease.ts';

export const SUCCEEDED = {
  kind: 'succeeded',
  result: { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 },
} as const;
export const SUBMITTED = { kind: 'done', projectId: 'p1', version: 'v2' } as const;
type Holding = Pick<Lease, 'isHeld'> & Partial<Lease>;
export const HELD: Holding = { isHeld: async () => true };

/** What surrounds a video: everything works, and Jogg is done at the first poll. */
function surroundings(tableClock?: Clock) {
  const clock = createVirtualClock();
  const random = () => 0.5;
  const state = openState('memory:', () => {}, { clock: tableClock ?? clock, random });
  const kept = { ...state, logEvent: () => {} };
  const store = { ...createVideoStore(kept), ...createProjectStore(kept) };
  const unconfirmed = createUnconfirmed({ ...kept, clock });
  const happened: string[] = [];
  const woken: string[] = [];
  const wake = async (id: string) => void woken.push(id);
  const renderer: Renderer = {
    version: 'v2',
    submit: async ({ name }) => {
      happened.push('paid');
      return { kind: 'done', projectId: `p of ${name}`, version: 'v2' };
    },
    poll: async () => SUCCEEDED,
  };
  const messenger: Messenger = {
    post: async ({ id }, slot) => {
      happened.push(`${slot} of ${id}`);
      return { kind: 'done', channel: 'C1', ts: `${happened.length}.1`, inThread: true };
    },
    edit: async () => ({ kind: 'done' }),
    find: async () => ({ kind: 'absent' }),
    discard: async () => ({ kind: 'done' }),
    retract: async () => ({ kind: 'done' }),
  };
  /** Leaves a command as a button does, whatever the video's state. */
  const leave = (choice: UserCommand['choice'], confirmation = 1) =>
    store.saveCommand('v_1', { choice, confirmation });
  const hint = createReceiveHint({ store, unconfirmed, queue: { wake } });
  const ports = { clock, state, store, unconfirmed, renderer, messenger, wake };
  return { ...ports, happened, woken, leave, hint };
}

type Change = Partial<RunVideoDeps>;
/** The real run of a video over a real store in memory: the world around it is what a test says. */
export function living(change: Change | ((world: ReturnType<typeof surroundings>) => Change) = {}) {
  const world = surroundings(typeof change === 'function' ? undefined : change.clock);
  const { clock, store, renderer, messenger, unconfirmed, wake } = world;
  const runTask = createRunVideo({
    ...{ store, renderer, messenger, unconfirmed, wake, clock, random: () => 0.5, pollScale: 1 },
    projects: createProjects({ scope: '', at: () => store }),
    storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
    prepareAudio: async () => ({ kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' }),
    ...{ postLimiter: { take: async () => 0 }, place: async () => null, webhook: () => false },
    ...{ findCandidate: async () => null, standing: async () => 'member' as const },
    ...{ rendered: async () => {}, renders: async () => [], logEvent: () => {} },
    ...(typeof change === 'function' ? change(world) : change),
  });
  const runVideo = (id: string, payload: string, lease: Holding) =>
    runTask(id, payload, { ...writingLease(world.state, lease.isHeld), ...lease });
  /** Runs the task of `v_1` so often, a minute apart; answers the video. */
  const run = async (times = 1, lease = HELD, of: unknown = facts) => {
    for (let left = times; left > 0; left -= 1) {
      await runVideo('v_1', JSON.stringify(of), lease);
      clock.jump(60_000);
    }
    return store.load('v_1');
  };
  return { ...world, runVideo, run };
}
