import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../sandbox/jogg/random.ts';
import type { startFakes } from '../support/fakes.ts';
import type { Fleet } from './fleet.ts';
import type { Database } from './state.ts';

export interface Scene {
  readonly fleet: Fleet;
  /** Null for SQLite. */
  readonly database: Database | null;
  readonly world: Awaited<ReturnType<typeof startFakes>>;
  readonly random: Random;
  /** The share of the videos that were requested so far, from 0 to 1. */
  readonly progress: () => number;
  /** How long a freeze or a silence lasts, in ms; longer than a lease. */
  readonly longMs: number;
  /** Runs `trouble` and records its time, and whether Slack may get no answer meanwhile. */
  during(trouble: () => Promise<void>, isAway?: boolean): Promise<void>;
}

/** Disturbs the replicas, the database or the network between them. */
type Act = (scene: Scene) => Promise<void>;
type DatabaseAct = (of: Database) => unknown;

const databaseOf = ({ database }: Scene): Database => {
  if (!database) throw new Error('this trouble is one of PostgreSQL');
  return database;
};
const anyOf = ({ fleet, random }: Scene): number => random.between(0, fleet.ports.length - 1);

/**
 * Takes the database away by `begin` and brings it back by `end`, `ms` or the round's `longMs`
 * later. Every replica is ready before and after.
 */
function withoutDatabase(begin: DatabaseAct, end: DatabaseAct, ms?: number): Act {
  return async (scene) => {
    // A replica that starts without its database ends; a real supervisor would restart it.
    await scene.fleet.ready();
    await scene.during(async () => {
      begin(databaseOf(scene));
      await sleep(ms ?? scene.longMs);
      await end(databaseOf(scene));
      await scene.fleet.ready();
    }, true);
  };
}
const send = (signal: NodeJS.Signals) => (of: Database) => signalTree(of.server.pid(), signal);
const setNetwork = (mode: 'cut' | 'silent' | 'pass') => (of: Database) => of.network.setMode(mode);
/** Drops the answers to three requests that contain `words`. */
function dropAnswers(words: string): Act {
  return (scene) =>
    scene.during(async () => {
      databaseOf(scene).network.dropAnswersTo(words, 3);
      await sleep(500);
    });
}

const ACTS = {
  async kills(scene) {
    const { fleet, random } = scene;
    await waitForInterestingMoment(scene);
    await scene.during(() => fleet.kill(anyOf(scene)));
    // Sometimes the next kill comes before the restart is complete.
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
  // An immediate shutdown: resets all connections and flushes nothing.
  'database killed': withoutDatabase(
    ({ server }) => process.kill(server.pid(), 'SIGQUIT'),
    ({ server }) => server.boot(),
    3_000,
  ),
  'database frozen': withoutDatabase(send('SIGSTOP'), send('SIGCONT')),
  'network cut': withoutDatabase(setNetwork('cut'), setNetwork('pass'), 5_000),
  'network silent': withoutDatabase(setNetwork('silent'), setNetwork('pass')),
  'claims unanswered': dropAnswers('FOR UPDATE SKIP LOCKED'),
  'commits unanswered': dropAnswers('WITH held AS'),
  'rolling restart': (scene) =>
    scene.during(async () => {
      for (const nth of scene.fleet.ports.keys()) await scene.fleet.replace(nth);
    }),
} satisfies Record<string, Act>;
/** How often each trouble happens in one run, if not once. */
const TIMES: Readonly<Partial<Record<string, number>>> = {
  ...{ kills: 20, 'database killed': 2, 'network cut': 3 },
  ...{ 'claims unanswered': 10, 'commits unanswered': 10 },
};

/** Sends `signal` to a Linux process and to all its descendants. */
function signalTree(pid: number, signal: NodeJS.Signals): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  process.kill(pid, signal);
  for (const child of children.split(' ').filter(Boolean)) signalTree(Number(child), signal);
}

/**
 * Waits for a request that must not be repeated, for any request, or for some time; then up to 60
 * ms more, which is mostly less than the answer and its storage take.
 */
async function waitForInterestingMoment({ world: { slack, jogg, paid }, random }: Scene) {
  const once = () =>
    slack.log.filter(({ method }) => method === 'chat.postMessage').length + paid().length;
  const any = () => slack.log.length + jogg.log.length + slack.deliveries.length;
  const watched = random.pick([once, once, any, () => jogg.deliveries.length]);
  const [before, end] = [watched(), Date.now() + random.pick([0, 400, 400, 400])];
  while (watched() === before && Date.now() < end) await sleep(3);
  await sleep(random.between(0, random.pick([25, 25, 60])));
}

/** None, one trouble, all of them in one run, or replicas whose clocks are 5 min off. */
export const TROUBLE_NAMES = ['none', ...namesOf(ACTS), 'everything', 'clocks'] as const;

export type TroubleName = (typeof TROUBLE_NAMES)[number];

/** Makes a trouble, `times` or as often as usual, in random order while people request videos. */
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
