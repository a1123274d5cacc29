import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../sandbox/jogg/random.ts';
import { patience } from '../../sandbox/patience.ts';
import { judge, videosIn } from '../kills/judge.ts';
import { createPeople } from '../kills/people.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { standIns } from '../support/stand-ins.ts';
import { busyTasks, FAST, prepareDatabase } from './database.ts';
import { createFleet } from './fleet.ts';
import { startFront } from './front.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { makeTrouble, type TroubleName } from './troubles.ts';

export interface ReplicasOptions {
  readonly trouble: TroubleName;
  readonly videos: number;
  readonly replicas: number;
  readonly version: 'v1' | 'v2';
  readonly seed: number;
  readonly longMs: number;
  /** The longest that each of three people rests between two forms, in ms. */
  readonly pauseMs: number;
  /** An empty database to use; without one, a PostgreSQL is started. */
  readonly database?: string;
}

export interface ReplicasFigures extends ReturnType<typeof judge> {
  readonly starts: number;
  /** How often something was done to the replicas. */
  readonly troubles: number;
  /** Answers of the database that were lost on purpose. */
  readonly unanswered: number;
  /** The slowest answer to Slack while the database and all replicas were there, in ms. */
  readonly slowestMs: number;
  /** Requests of Slack's that got no answer while the database and the replicas were there. */
  readonly silent: number;
  readonly seconds: number;
}

const SLACK_WAITS_MS = 3_000;
/** What a database that is back may still keep a request waiting for: one time-out. */
const AFTERMATH_MS = 8_000;
const REST_MS = 240_000;
/** People who are not heard for so long never will be. */
const STALL_MS = 120_000;

/** Videos asked for of several replicas on one PostgreSQL, while something happens to them. */
export async function runReplicas(options: ReplicasOptions): Promise<ReplicasFigures> {
  const began = Date.now();
  const random = createRandom(options.seed);
  const server = await startPostgres({ ...process.env, TEST_POSTGRES_URL: options.database });
  const direct = server.url;
  await prepareDatabase(direct);
  const network = await startTcpProxy(direct);
  const skewed = options.trouble === 'clocks';
  const world = await standIns(
    {
      // A signature of five minutes ago is refused, and rightly so.
      socket: skewed,
      jogg: {
        renderMs: [150, 1_200],
        webhookRetryMs: 150,
        credits: 1_000_000,
        postsPerMinute: 20 * FAST,
        seed: options.seed,
      },
    },
    'unused',
  );
  const { slack, jogg } = world;
  const port = Number(new URL(world.url).port);
  const fleet = await createFleet({
    replicas: options.replicas,
    env: {
      ...world.env,
      STATE_URL: network.url,
      JOGG_API_VERSION: options.version,
    },
    offsets: skewed ? [-300_000, 0, 300_000] : [],
  });
  const front = await startFront(port, fleet.ports);
  const troubles: { from: number; to: number; who?: 'away' | 'frozen' | undefined }[] = [];
  let ended = false;
  try {
    await fleet.start();
    const people = createPeople({
      slack,
      random,
      videos: options.videos,
      mayAskAgain: 0,
      choices: ['leave it'],
      pauseMs: options.pauseMs,
      ended: () => ended,
    });
    const broken: unknown[] = [];
    let last = { accepted: 0, at: Date.now() };
    people.submitted.catch((error: unknown) => broken.push(error));
    await makeTrouble(options.trouble, {
      fleet,
      server,
      network,
      random,
      longMs: options.longMs,
      progress() {
        if (broken.length > 0) throw new Error('a person gave up', { cause: broken[0] });
        const accepted = people.accepted.length;
        if (accepted !== last.accepted) last = { accepted, at: Date.now() };
        if (Date.now() - last.at > patience(STALL_MS)) throw new Error(people.problem());
        return accepted / options.videos;
      },
      async during(trouble, who) {
        const from = Date.now();
        await trouble();
        troubles.push({ from, to: Date.now(), who });
      },
    });
    const quiet = await atRest();
    ended = true;
    const videos = await videosIn(direct, people);
    const judged = judge({ slack, jogg, people, videos, troubles, history: true });
    const heard = slack.deliveries.flatMap(({ at, ackMs }) =>
      ackMs === null || disturbed(at, ackMs) ? [] : [ackMs],
    );
    const slowestMs = Math.max(0, ...heard);
    const silent = slack.deliveries.filter(
      ({ at, outcome }) => outcome === 'operation_timeout' && !disturbed(at, patience(15_000)),
    ).length;
    const wrong = [
      ...judged.wrong,
      ...(judged.failed + judged.cancelled === 0 ? [] : ['videos failed']),
      ...(quiet ? [] : [`not at rest: ${await busyTasks(direct)} tasks, ${people.problem()}`]),
      ...(slowestMs > patience(SLACK_WAITS_MS) ? [`Slack waited ${slowestMs} ms`] : []),
      ...(silent === 0 ? [] : [`${silent} requests unanswered`]),
      ...fleet.lines.filter((line) => line.includes('gave up')),
    ];
    return {
      ...judged,
      wrong,
      starts: fleet.starts(),
      troubles: troubles.length,
      unanswered: network.dropped(),
      slowestMs,
      silent,
      seconds: Math.round((Date.now() - began) / 1_000),
    };

    /** Whether everybody was heard and no task has anything to do soon. */
    async function atRest(): Promise<boolean> {
      let [accepted, fewest] = [0, Number.POSITIVE_INFINITY];
      let end = Date.now() + patience(REST_MS);
      for (let calm = 0; Date.now() < end; await sleep(250)) {
        await Promise.race([people.decide(), sleep(1_000)]);
        const tasks = await busyTasks(direct);
        // However many videos there are, only a standstill is the end.
        if (people.accepted.length > accepted || tasks < fewest)
          end = Date.now() + patience(REST_MS);
        [accepted, fewest] = [people.accepted.length, Math.min(fewest, tasks)];
        const resting = accepted === options.videos && tasks === 0;
        calm = resting ? calm + 1 : 0;
        if (calm > 3) return true;
      }
      return false;
    }
  } finally {
    ended = true;
    await fleet.stop();
    await Promise.all([front.stop(), network.stop()]);
    await server.stop();
    await world.end(fleet.lines);
  }

  /**
   * Whether a request of `ms` at `at` met a time without the database, or may have come to a
   * replica that is frozen: that one answers when it goes on.
   */
  function disturbed(at: number, ms: number): boolean {
    return troubles.some(
      ({ from, to, who }) => who !== undefined && at <= to + AFTERMATH_MS && at + ms >= from,
    );
  }
}
