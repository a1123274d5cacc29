import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { startFakes } from '../support/fakes.ts';
import type { Fleet } from './fleet.ts';
import type { Database } from './state.ts';

export interface Scene {
  readonly fleet: Fleet;
  /** Null for a file. */
  readonly database: Database | null;
  readonly world: Awaited<ReturnType<typeof startFakes>>;
  readonly random: Random;
  /** The share of the videos that are asked for by now, from 0 to 1. */
  readonly progress: () => number;
  /** How long a freeze or a silence lasts, in ms: longer than a lease. */
  readonly longMs: number;
  /** Runs `trouble`; remembers when it was, and whether Slack may wait for an answer meanwhile. */
  during(trouble: () => Promise<void>, isAway?: boolean): Promise<void>;
}

/** Something done to the replicas, the database or the network between them. */
type Act = (scene: Scene) => Promise<void>;

const databaseOf = ({ database }: Scene): Database => {
  if (!database) throw new Error('this trouble is one of PostgreSQL');
  return database;
};
const anyOf = ({ fleet, random }: Scene): number => random.between(0, fleet.ports.length - 1);

/**
 * A time without the database, between two in which every replica is ready: does one thing and,
 * `ms` later or as long as a round wants, another one.
 */
function away(begin: (of: Database) => void, end: (of: Database) => unknown, ms?: number): Act {
  return async (scene) => {
    // A replica that starts without its database ends; a real supervisor would start it again.
    await scene.fleet.ready();
    await scene.during(async () => {
      begin(databaseOf(scene));
      await sleep(ms ?? scene.longMs);
      await end(databaseOf(scene));
      await scene.fleet.ready();
    }, true);
  };
}
const signalled = (signal: NodeJS.Signals) => (of: Database) =>
  signalFamily(of.server.pid(), signal);
const turned = (mode: 'cut' | 'silent' | 'pass') => (of: Database) => of.network.turn(mode);
/** Loses the answers to three requests that contain `words`. */
function losing(words: string): Act {
  return (scene) =>
    scene.during(async () => {
      databaseOf(scene).network.dropAnswersTo(words, 3);
      await sleep(500);
    });
}

const ACTS = {
  async kills(scene) {
    const { fleet, random } = scene;
    await interestingMoment(scene);
    await scene.during(() => fleet.kill(anyOf(scene)));
    // Now and then it does not even come up before the next one.
    if (random.between(0, 9) > 0) await fleet.ready();
  },
  async freeze(scene) {
    const nth = anyOf(scene);
    await scene.during(async () => {
      scene.fleet.signal(nth, 'SIGSTOP');
      await sleep(scene.longMs);
      scene.fleet.signal(nth, 'SIGCONT');
    }, true);
  },
  // At once, with all its connections, and without writing what it has in memory.
  'database killed': away(
    ({ server }) => process.kill(server.pid(), 'SIGQUIT'),
    ({ server }) => server.boot(),
    3_000,
  ),
  'database frozen': away(signalled('SIGSTOP'), signalled('SIGCONT')),
  'network cut': away(turned('cut'), turned('pass'), 5_000),
  'network silent': away(turned('silent'), turned('pass')),
  'claims unanswered': losing('FOR UPDATE SKIP LOCKED'),
  'commits unanswered': losing('WITH held AS'),
  'rolling restart': (scene) =>
    scene.during(async () => {
      for (const nth of scene.fleet.ports.keys()) await scene.fleet.replace(nth);
    }),
} satisfies Record<string, Act>;
/** How often each is done in one run, where not once. */
const TIMES: Readonly<Partial<Record<string, number>>> = {
  ...{ kills: 20, 'database killed': 2, 'network cut': 3 },
  ...{ 'claims unanswered': 10, 'commits unanswered': 10 },
};

/** Sends `signal` to a process of Linux and to all its children. */
function signalFamily(pid: number, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  process.kill(pid, signal);
  for (const child of children.split(' ').filter(Boolean)) signalFamily(Number(child), signal);
}

/**
 * Waits for a request that must not be made twice, or for any request, or for some time; then up to
 * 60 ms more, mostly less than it takes to be answered and stored.
 */
async function interestingMoment({ world: { slack, jogg, paid }, random }: Scene): Promise<void> {
  const once = () =>
    slack.log.filter(({ method }) => method === 'chat.postMessage').length + paid().length;
  const any = () => slack.log.length + jogg.log.length + slack.deliveries.length;
  const watched = random.pick([once, once, any, () => jogg.deliveries.length]);
  const [before, end] = [watched(), Date.now() + random.pick([0, 400, 400, 400])];
  while (watched() === before && Date.now() < end) await sleep(3);
  await sleep(random.between(0, random.pick([25, 25, 60])));
}

/** Nothing, one trouble, all of them in one run, or replicas whose clocks are 5 min off. */
export const TROUBLE_NAMES = ['none', ...namesOf(ACTS), 'everything', 'clocks'] as const;

export type TroubleName = (typeof TROUBLE_NAMES)[number];

/**
 * Makes a trouble, `times` or as often as it says, in a random order while people ask for videos.
 */
export async function makeTrouble(name: TroubleName, scene: Scene, times?: number): Promise<void> {
  const acts = namesOf(ACTS)
    .filter((each) => each === name || name === 'everything')
    .flatMap((each) => Array(times ?? TIMES[each] ?? 1).fill(ACTS[each]))
    .map((act: Act) => ({ act, place: scene.random.next() }))
    .sort((one, other) => one.place - other.place);
  for (const [nth, { act }] of acts.entries()) {
    while (scene.progress() < (nth + 1) / (acts.length + 2)) await sleep(20);
    await act(scene);
  }
}

function namesOf<T extends object>(table: T): (keyof T & string)[] {
  return Object.keys(table) as (keyof T & string)[];
}
