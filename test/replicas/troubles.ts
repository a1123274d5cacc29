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
  /** Runs `trouble`, and remembers when it was; `away`: whether the database is away meanwhile. */
  during(trouble: () => Promise<void>, away?: 'away'): Promise<void>;
}

/** What happens to the replicas while people ask for videos. */
export type Trouble = (scene: Scene) => Promise<void>;

/** Spreads `times` repetitions of `act` over the time in which people ask for videos. */
const spread =
  (times: number, act: (scene: Scene, nth: number) => Promise<void>): Trouble =>
  async (scene) => {
    for (let nth = 0; nth < times; nth += 1) {
      while (scene.progress() < (nth + 1) / (times + 2)) await sleep(20);
      await act(scene, nth);
    }
  };

const anyOf = ({ fleet, random }: Scene): number => random.between(0, fleet.ports.length - 1);

export const TROUBLES = {
  none: async () => undefined,
  kills: spread(20, async (scene) => {
    await sleep(scene.random.between(0, 200));
    await scene.during(() => scene.fleet.kill(anyOf(scene)));
  }),
  freeze: spread(1, (scene) =>
    scene.during(async () => {
      const nth = anyOf(scene);
      scene.fleet.signal(nth, 'SIGSTOP');
      await sleep(scene.longMs);
      scene.fleet.signal(nth, 'SIGCONT');
    }),
  ),
  'database killed': spread(2, (scene) =>
    scene.during(async () => {
      signalFamily(scene.server.pid(), 'SIGKILL');
      await sleep(1_000);
      await scene.server.boot();
      await scene.fleet.ready();
    }, 'away'),
  ),
  'database frozen': spread(1, (scene) =>
    scene.during(async () => {
      signalFamily(scene.server.pid(), 'SIGSTOP');
      await sleep(scene.longMs);
      signalFamily(scene.server.pid(), 'SIGCONT');
      await scene.fleet.ready();
    }, 'away'),
  ),
  'network cut': spread(3, (scene) =>
    scene.during(async () => {
      scene.network.cut();
      await sleep(5_000);
      scene.network.pass();
      await scene.fleet.ready();
    }, 'away'),
  ),
  'network silent': spread(1, (scene) =>
    scene.during(async () => {
      scene.network.silence();
      await sleep(scene.longMs);
      scene.network.pass();
      await scene.fleet.ready();
    }, 'away'),
  ),
  'claims unanswered': spread(10, (scene) =>
    scene.during(async () => {
      scene.network.dropAnswersTo('FOR UPDATE SKIP LOCKED', 3);
      await sleep(500);
    }),
  ),
  'commits unanswered': spread(10, (scene) =>
    scene.during(async () => {
      scene.network.dropAnswersTo('WITH held AS', 3);
      await sleep(500);
    }),
  ),
  'rolling restart': spread(1, (scene) =>
    scene.during(async () => {
      for (const nth of scene.fleet.ports.keys()) await scene.fleet.replace(nth);
    }),
  ),
  clocks: async () => undefined,
} satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof TROUBLES;
