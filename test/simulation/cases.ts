import type {
  Identify,
  Messenger,
  PrepareAudio,
  Renderer,
  StoreFile,
  TaskQueue,
  Unconfirmed,
  VideoStore,
} from '../../src/domain/ports.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { LogEvent } from '../../src/lib/log.ts';
import type { Random } from '../../src/lib/random.ts';
import { type AuthorizeVideo, createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { type CancelVideo, createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createReceiveHint, type ReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRequestVideo, type RequestVideo } from '../../src/videos/request-video.ts';
import {
  createResolveUnconfirmed,
  type ResolveUnconfirmed,
} from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo, type RunVideo } from '../../src/videos/run-video.ts';
import type { Process } from './machine.ts';

/** The ports as the app sees them, to be bent by a seeded bug. */
export interface Ports {
  store: VideoStore;
  queue: TaskQueue;
  messenger: Messenger;
  renderer: Renderer;
  pollScale: number;
  /** Whether a claim is ever found lost. */
  fenced: boolean;
}

/** The real use cases, as one life of a process has them. */
export interface Cases {
  readonly runVideo: RunVideo;
  readonly request: RequestVideo;
  readonly receive: ReceiveHint;
  readonly allowed: AuthorizeVideo;
  readonly resolveUnconfirmed: ResolveUnconfirmed;
  readonly cancel: CancelVideo;
}

/** What a use case keeps in memory dies with its process: each life has its own. */
export function createCases(deps: {
  readonly ports: Ports;
  readonly unconfirmed: Unconfirmed;
  readonly identify: Identify;
  readonly storeFile: StoreFile;
  readonly take: () => Promise<number>;
  readonly prepareAudio: PrepareAudio;
  readonly rendered: () => Promise<void>;
  readonly remember: () => Promise<void>;
  readonly onAdded: (id: string) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly webhook: boolean;
  readonly logEvent: LogEvent;
}): (process: Process) => Cases {
  const { unconfirmed, identify, clock, random, logEvent } = deps;
  const { store, queue, messenger, renderer, pollScale } = deps.ports;
  const lives = new Map<string, { readonly life: number; readonly cases: Cases }>();

  const born = (): Cases => ({
    runVideo: createRunVideo({
      place: () => null,
      prepareAudio: deps.prepareAudio,
      storeFile: deps.storeFile,
      store,
      renderer,
      messenger,
      postLimiter: { take: deps.take },
      unconfirmed,
      wake: queue.wake,
      findCandidate: createFindCandidate({ store, unconfirmed, identify }),
      standing: async () => 'member',
      rendered: deps.rendered,
      clock,
      random,
      pollScale,
      webhook: () => deps.webhook,
      logEvent,
    }),
    request: createRequestVideo({
      queue: {
        wake: queue.wake,
        async add(id, payload) {
          const added = await queue.add(id, payload);
          if (added) deps.onAdded(id);
          return added;
        },
      },
      remember: deps.remember,
      logEvent,
    }),
    receive: createReceiveHint({ store, unconfirmed, queue }),
    allowed: createAuthorizeVideo({ store, logEvent }),
    resolveUnconfirmed: createResolveUnconfirmed({ store, queue }),
    cancel: createCancelVideo({ store, queue }),
  });

  return (process) => {
    const { name, life } = process;
    const known = lives.get(name);
    if (known?.life === life) return known.cases;
    const cases = born();
    lives.set(name, { life, cases });
    return cases;
  };
}
