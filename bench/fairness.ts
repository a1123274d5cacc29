import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Messenger, Renderer } from '../src/domain/ports.ts';
import { scopedId, scopeOf, unscopedId } from '../src/domain/scope.ts';
import { systemClock as clock } from '../src/lib/clock.ts';
import { createTaskQueue } from '../src/queue/task-queue.ts';
import { createFairLimiter } from '../src/store/limits/fair-limiter.ts';
import { createPaidRequests } from '../src/store/limits/paid-requests.ts';
import { openState } from '../src/store/open-state.ts';
import { createRenders } from '../src/store/records/renders.ts';
import { createUnconfirmed } from '../src/store/records/unconfirmed.ts';
import { createVideoStore } from '../src/store/records/video-store.ts';
import { createProjectStore } from '../src/store/tenants/project-store.ts';
import { scopedLease, scopedState } from '../src/store/tenants/scoped-state.ts';
import { createProjects } from '../src/videos/run/projects.ts';
import { createRunVideo } from '../src/videos/run/run-video.ts';
import { sampleNewVideo } from '../test/domain/sample-new-video.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { showProgress } from './environment.ts';
import { nowMs } from './instant.ts';
import { type Row, table } from './rows.ts';

const BUSY = 4_000;
/** A tenth of Jogg's minute, so that the limit of 18 paid requests causes only a short wait. */
const WINDOW_MS = 6_000;
const STEPS = ['its card', 'its paid request', 'its result'] as const;
const logEvent = () => undefined;
const random = Math.random;

/**
 * How long a workspace's only video waits while another workspace has 4,000 on the same Jogg
 * account, compared with the same video alone. Slack and Jogg answer at once.
 */
export async function measureFairness(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-bench-'));
  const server = await startPostgres();
  try {
    const rows: Row[] = [];
    for (const name of ['SQLite', 'PostgreSQL']) {
      const waits: number[][] = [];
      for (const busy of [0, BUSY]) {
        showProgress(`fairness on ${name} beside ${busy} videos`);
        const url = name === 'SQLite' ? `sqlite://${folder}/${busy}.sqlite` : server.url;
        waits.push(await measureWaits(busy, url));
      }
      const [alone = [], beside = []] = waits;
      rows.push(
        ...STEPS.map((step, index) => ({
          what: `a workspace's one video waits for ${step} beside ${BUSY} on ${name}`,
          ...{ unit: 'ms' as const, ours: beside[index] ?? Number.NaN },
          ...{ baseline: alone[index] ?? null, against: 'alone', wanted: null, samples: 1 },
        })),
      );
    }
    return rows;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The time until the card, the paid request and the result of workspace T2's video, in ms. */
async function measureWaits(busy: number, url: string): Promise<number[]> {
  const state = openState(url, logEvent, { clock, random });
  const queue = createTaskQueue({
    ...{ tasks: state.tasks, onNotify: state.onNotify, clock, random, logEvent },
    ...{ lanes: { prompt: 32, poll: 16, file: 16 }, isFair: true, leaseMs: 30_000 },
  });
  const seen = new Map<string, number>();
  const record = (scope: string, step: string) => {
    if (scope === 'T2' && !seen.has(step)) seen.set(step, nowMs());
  };
  const account = { ...scopedState(state, ''), logEvent };
  const fairLimiter = createFairLimiter({ ...account, windowMs: WINDOW_MS });
  const paid = createPaidRequests({ ...account, limit: 18, windowMs: WINDOW_MS });
  const renders = createRenders({ ...account, clock });
  const tenant = (scope: string) => {
    const documents = { ...scopedState(state, scope), logEvent };
    return createRunVideo({
      ...{ store: createVideoStore(documents), clock, random, logEvent },
      renderer: rendererOf(() => record(scope, STEPS[1])),
      messenger: messengerOf((slot) => record(scope, slot === 'card' ? STEPS[0] : STEPS[2])),
      projects: createProjects({ scope, storeOf: () => createProjectStore(account) }),
      unconfirmed: createUnconfirmed({ ...account, clock }),
      wake: (id) => queue.wake(scopedId(scope, id)),
      storeFile: async () => ({ kind: 'impossible', why: 'missing_scope' }),
      prepareAudio: async () => ({ kind: 'later', afterMs: null }),
      postLimiter: fairLimiter(scope, paid),
      queuePosition: (id) => queue.position(scopedId(scope, id)),
      findCandidate: async () => null,
      requesterMembership: async () => 'member',
      ...{ recordRender: renders.add, renders: renders.recent, pollScale: 0, webhook: () => false },
    });
  };
  const tenants = new Map(['T1', 'T2'].map((scope) => [scope, tenant(scope)]));
  const add = (scope: string, id: string) => {
    const order = { ...sampleNewVideo.order, name: `${scope} ${id}` };
    return queue.add(scopedId(scope, id), JSON.stringify({ ...sampleNewVideo, id, order }));
  };
  for (let n = 0; n < busy; n += 1) await add('T1', `v_${n}`);
  await queue.start({
    run: (id, payload, lease) => {
      const scope = scopeOf(id);
      const run = tenants.get(scope);
      if (!run) throw new Error(`nobody runs ${id}`);
      return run(unscopedId(id), payload, scopedLease(lease, scope));
    },
  });
  // By now the busy workspace has used up Jogg's limit.
  await sleep(WINDOW_MS / 2);
  const began = nowMs();
  await add('T2', `v_of_${busy}`);
  while (!seen.has(STEPS[2])) await sleep(5);
  await queue.stop(5_000);
  await state.close();
  return STEPS.map((step) => (seen.get(step) ?? Number.NaN) - began);
}

const rendererOf = (submitted: () => void): Renderer => ({
  version: 'v2',
  submit: async ({ name }) => {
    submitted();
    return { kind: 'done', projectId: `p of ${name}`, version: 'v2' };
  },
  poll: async () => ({
    kind: 'succeeded',
    result: { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 },
  }),
});

function messengerOf(posted: (slot: string) => void): Messenger {
  let ts = 0;
  return {
    post: async (_, slot) => {
      posted(slot);
      ts += 1;
      return { kind: 'done', channel: 'C1', ts: `${ts}`, inThread: true };
    },
    edit: async () => ({ kind: 'done' }),
    find: async () => ({ kind: 'absent' }),
    discard: async () => ({ kind: 'done' }),
    retract: async () => ({ kind: 'done' }),
  };
}

if (import.meta.main) process.stdout.write(`${table(await measureFairness())}\n`);
