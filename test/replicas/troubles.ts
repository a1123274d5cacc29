import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import type { Fleet } from './fleet.ts';
import { signalFamily } from './processes.ts';
import type { TcpProxy } from './tcp-proxy.ts';

export interface Scene {
  readonly fleet: Fleet;
  readonly server: PostgresServer;
  readonly network: TcpProxy;
  readonly random: Random;
  /** The share of the videos that are asked for by now, from 0 to 1. */
  readonly progress: () => number;
  /** How long a freeze or a silence lasts, in ms: longer than a lease. */
  readonly longMs: number;
  /** Runs `trouble`, and remembers when it was, and whether the database or a replica is away. */
  during(trouble: () => Promise<void>, who?: 'away' | 'frozen'): Promise<void>;
}

/** Something done to the replicas, the database or the network between them. */
type Act = (scene: Scene) => Promise<void>;

const anyOf = ({ fleet, random }: Scene): number => random.between(0, fleet.ports.length - 1);

/** What is done, and how often in one run. */
const ACTS = {
  kills: {
    times: 20,
    async act(scene) {
      await sleep(scene.random.between(0, 200));
      await scene.during(() => scene.fleet.kill(anyOf(scene)));
    },
  },
  freeze: {
    times: 1,
    act: (scene) =>
      scene.during(async () => {
        const nth = anyOf(scene);
        scene.fleet.signal(nth, 'SIGSTOP');
        await sleep(scene.longMs);
        scene.fleet.signal(nth, 'SIGCONT');
      }, 'frozen'),
  },
  'database killed': {
    times: 2,
    act: away(async ({ server }) => {
      signalFamily(server.pid(), 'SIGKILL');
      await sleep(1_000);
      await server.boot();
    }),
  },
  'database frozen': {
    times: 1,
    act: away(async ({ server, longMs }) => {
      signalFamily(server.pid(), 'SIGSTOP');
      await sleep(longMs);
      signalFamily(server.pid(), 'SIGCONT');
    }),
  },
  'network cut': {
    times: 3,
    act: away(async ({ network }) => {
      network.cut();
      await sleep(5_000);
      network.pass();
    }),
  },
  'network silent': {
    times: 1,
    act: away(async ({ network, longMs }) => {
      network.silence();
      await sleep(longMs);
      network.pass();
    }),
  },
  'claims unanswered': { times: 10, act: (scene) => lose(scene, 'FOR UPDATE SKIP LOCKED') },
  'commits unanswered': { times: 10, act: (scene) => lose(scene, 'WITH held AS') },
  'rolling restart': {
    times: 1,
    act: (scene) =>
      scene.during(async () => {
        for (const nth of scene.fleet.ports.keys()) await scene.fleet.replace(nth);
      }),
  },
} satisfies Record<string, { readonly times: number; readonly act: Act }>;

/** A time without the database, between two in which every replica is ready. */
function away(cause: Act): Act {
  return async (scene) => {
    // A replica that starts without its database ends; a real supervisor would start it again.
    await scene.fleet.ready();
    await scene.during(async () => {
      await cause(scene);
      await scene.fleet.ready();
    }, 'away');
  };
}

function lose(scene: Scene, words: string): Promise<void> {
  return scene.during(async () => {
    scene.network.dropAnswersTo(words, 3);
    await sleep(500);
  });
}

/** Nothing, one trouble, all of them in one run, or replicas whose clocks are 5 min off. */
export const TROUBLE_NAMES = ['none', ...namesOf(ACTS), 'everything', 'clocks'] as const;

export type TroubleName = (typeof TROUBLE_NAMES)[number];

/** Makes a trouble, spread over the time in which people ask for videos, in a random order. */
export async function makeTrouble(name: TroubleName, scene: Scene): Promise<void> {
  const acts = namesOf(ACTS)
    .filter((each) => each === name || name === 'everything')
    .flatMap((each) => Array.from({ length: ACTS[each].times }, () => ACTS[each].act))
    .map((act) => ({ act, place: scene.random.between(0, 1_000_000) }))
    .sort((one, other) => one.place - other.place);
  for (const [nth, { act }] of acts.entries()) {
    while (scene.progress() < (nth + 1) / (acts.length + 2)) await sleep(20);
    await act(scene);
  }
}

function namesOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
