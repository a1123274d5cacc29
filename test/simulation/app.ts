import type { TaskQueue } from '../../src/domain/ports.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createProjects } from '../../src/videos/projects.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import type { Disk } from './disk.ts';
import type { Jogg } from './jogg-world.ts';
import type { World } from './ledger.ts';
import type { Process } from './machine.ts';
import type { Slack } from './slack-world.ts';

/** What renders took before: from half a minute to more than two. */
const RENDERS = Array.from({ length: 12 }, (_, n) => ({
  spoken: null,
  afterMs: n * 10_000,
  byMs: n * 10_000 + 30_000,
}));

export type App = ReturnType<typeof createApp>;

/** The real use cases. What they keep in memory dies with their process: each life has its own. */
export function createApp(
  { machine, scenario, dice, ledger, record, bug }: World,
  { disk, jogg, slack, queue }: { disk: Disk; jogg: Jogg; slack: Slack; queue: TaskQueue },
) {
  const { ask, store, unconfirmed } = disk;
  const { identify, ...ofJogg } = jogg;
  const { now, sleep } = machine;
  const logEvent = (event: string, fields = {}): void =>
    record.logEvent(`log ${event} ${JSON.stringify(fields)}`);
  const add: TaskQueue['add'] = async (id, payload) => {
    const added = await queue.add(id, payload);
    for (const form of ledger.forms) if (form.id === id) form.added ||= added;
    return added;
  };
  const take = (): Promise<number> =>
    machine.call('paying.take', () => ({
      truth: 'now',
      answer: (kind) => (kind === 'now' ? 0 : dice.between(500, 30_000)),
    }));
  const standing = () =>
    machine.call('requester.standing', () => ({ answer: () => 'member' as const }));
  const projects = createProjects({ scope: '', at: () => store });
  const born = () => ({
    runVideo: createRunVideo({
      ...{ store, projects, unconfirmed, logEvent, ...ofJogg, ...slack, wake: queue.wake },
      ...{ postLimiter: { take }, standing, place: () => ask('queue.place', () => 2) },
      findCandidate: createFindCandidate({ projects, unconfirmed, identify }),
      rendered: () => ask('rendered.learn', () => undefined),
      renders: async () => RENDERS,
      clock: { now, monotonic: now, sleep },
      random: dice.random,
      pollScale: bug.pollScale ?? 1,
      webhook: () => scenario.webhook,
    }),
    request: createRequestVideo({
      queue: { wake: queue.wake, add },
      remember: () => ask('videos.remember', () => undefined),
      logEvent,
    }),
    receive: createReceiveHint({ store, unconfirmed, queue }),
    allowed: createAuthorizeVideo({ store, logEvent }),
    resolveUnconfirmed: createResolveUnconfirmed({ store, projects, queue }),
    cancel: createCancelVideo({ store, queue }),
    load: store.load,
  });
  const lives = new Map<string, ReturnType<typeof born>>();
  return ({ name, life }: Process) => {
    const key = `${name}/${life}`;
    const app = lives.get(key) ?? born();
    lives.set(key, app);
    return app;
  };
}
