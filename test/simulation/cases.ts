import type {
  Identify,
  Messenger,
  Renderer,
  TaskQueue,
  Unconfirmed,
  VideoStore,
} from '../../src/domain/ports.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo, type RunVideoDeps } from '../../src/videos/run-video.ts';
import type { Process } from './machine.ts';

/** The ports as the app sees them, to be bent by a seeded bug. */
export interface Ports {
  store: VideoStore;
  queue: TaskQueue;
  messenger: Messenger;
  renderer: Renderer;
  pollScale: number;
  /** Whether a lease is ever found lost. */
  fenced: boolean;
}

/** The real use cases. What they keep in memory dies with their process: each life has its own. */
export function createCases(
  deps: Omit<RunVideoDeps, 'store' | 'renderer' | 'messenger' | 'wake' | 'findCandidate'> & {
    readonly ports: Ports;
    readonly unconfirmed: Unconfirmed;
    readonly identify: Identify;
    readonly remember: () => Promise<void>;
    readonly onAdded: (id: string) => void;
  },
) {
  const { ports, unconfirmed, identify, remember, onAdded, ...rest } = deps;
  const { store, queue, messenger, renderer } = ports;
  const add: TaskQueue['add'] = async (id, payload) => {
    const added = await queue.add(id, payload);
    if (added) onAdded(id);
    return added;
  };
  const findCandidate = () => createFindCandidate({ store, unconfirmed, identify });
  const run = { ...rest, store, messenger, renderer, unconfirmed, wake: queue.wake };
  const born = () => ({
    runVideo: createRunVideo({ ...run, findCandidate: findCandidate() }),
    request: createRequestVideo({
      queue: { wake: queue.wake, add },
      remember,
      logEvent: rest.logEvent,
    }),
    receive: createReceiveHint({ store, unconfirmed, queue }),
    allowed: createAuthorizeVideo({ store, logEvent: rest.logEvent }),
    resolveUnconfirmed: createResolveUnconfirmed({ store, queue }),
    cancel: createCancelVideo({ store, queue }),
  });
  type Cases = ReturnType<typeof born>;
  const lives = new Map<string, { readonly life: number; readonly cases: Cases }>();

  return (process: Process): Cases => {
    const { name, life } = process;
    const known = lives.get(name);
    if (known?.life === life) return known.cases;
    const cases = born();
    lives.set(name, { life, cases });
    return cases;
  };
}
