import type { TaskQueue } from '../../src/domain/ports.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import type { Disk } from './disk.ts';
import type { Jogg } from './jogg-world.ts';
import type { Process } from './machine.ts';
import type { Slack } from './slack-world.ts';
import type { App, Bug, World } from './world.ts';

interface Worlds {
  readonly disk: Disk;
  readonly jogg: Jogg;
  readonly slack: Slack;
  readonly queue: TaskQueue;
}

/** The real use cases. What they keep in memory dies with their process: each life has its own. */
export function createApp(world: World, worlds: Worlds, bug?: Bug) {
  const { machine, scenario, dice, ledger, record, bent } = world;
  const { ask, store: whole, unconfirmed } = worlds.disk;
  const { identify, prepareAudio, renderer: jogg } = worlds.jogg;
  const { storeFile, messenger: slack } = worlds.slack;
  const ports = { store: whole, queue: worlds.queue, messenger: slack, renderer: jogg, bent };
  bug?.(ports);
  const { store, queue, messenger, renderer } = ports;
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
  const { now, sleep } = machine;

  const born = (): App => ({
    runVideo: createRunVideo({
      ...{ store, renderer, messenger, storeFile, prepareAudio, unconfirmed, logEvent },
      postLimiter: { take },
      place: async () => null,
      findCandidate: createFindCandidate({ store, unconfirmed, identify }),
      standing: async () => 'member',
      rendered: () => ask('rendered.learn', () => undefined),
      wake: queue.wake,
      clock: { now, monotonic: now, sleep },
      random: dice.random,
      pollScale: bent.pollScale,
      webhook: () => scenario.webhook,
    }),
    request: createRequestVideo({
      queue: { wake: queue.wake, add },
      remember: () => ask('videos.remember', () => undefined),
      logEvent,
    }),
    receive: createReceiveHint({ store, unconfirmed, queue }),
    allowed: createAuthorizeVideo({ store, logEvent }),
    resolveUnconfirmed: createResolveUnconfirmed({ store, queue }),
    cancel: createCancelVideo({ store, queue }),
    load: store.load,
  });
  const lives = new Map<string, App>();
  return ({ name, life }: Process): App => {
    const key = `${name}/${life}`;
    const cases = lives.get(key) ?? born();
    lives.set(key, cases);
    return cases;
  };
}
