import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../sandbox/jogg/random.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { startFakes } from '../support/fakes.ts';
import { createFleet } from './fleet.ts';
import { judge } from './judge.ts';
import { startLoadBalancer } from './load-balancer.ts';
import { createPeople } from './people.ts';
import { readState, SPEEDUP, startState } from './state.ts';
import { makeTrouble, type TroubleName } from './troubles.ts';

export interface RoundOptions {
  readonly trouble: TroubleName;
  /** How often the trouble happens, instead of its default. */
  readonly times?: number;
  /** `sqlite`, `postgres`, or the address of an empty database of PostgreSQL. */
  readonly state: string;
  readonly replicas: number;
  readonly videos: number;
  readonly version?: 'v1' | 'v2';
  readonly socket?: boolean;
  readonly seed?: number;
  readonly longMs?: number;
  /** The longest pause between two forms of a person, in ms. */
  readonly pauseMs?: number;
}

/** Without progress for this long a round has stalled. */
const STALL_TIMEOUT_MS = 120_000;
/** Slack stops waiting for an answer after this time. */
const SLACK_TIMEOUT_MS = 3_000;
/** How long a request may still wait after the database is back: one timeout. */
const RECOVERY_MS = 8_000;
/** Answers take this long, so that a trouble can happen during a request. */
const LATENCY_MS = 15;

/** Requests videos from real programs over one state during a trouble. `wrong` must be empty. */
export async function runRound(options: RoundOptions) {
  const { videos, seed = 1, version = 'v1', longMs = 0, pauseMs = 0 } = options;
  const isSkewed = options.trouble === 'clocks';
  // Over HTTP a signature that is five minutes old is rejected.
  const socket = options.socket ?? isSkewed;
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-troubles-'));
  const state = await startState(options.state, folder);
  const rendering = { renderMs: [150, 1_200], webhookRetryMs: 150, seed } as const;
  const limits = { credits: 1_000_000, postsPerMinute: 20 * SPEEDUP };
  const fakes = { socket, jogg: { ...rendering, ...limits }, slack: { readLagMs: 150 } };
  const world = await startFakes(fakes, 'unused');
  const { slack, jogg } = world;
  const slow = { kind: 'slow', ms: LATENCY_MS, times: Number.POSITIVE_INFINITY } as const;
  for (const method of ['chat.postMessage', 'chat.update']) slack.fault({ method, ...slow });
  jogg.fault({ ...slow, match: { method: 'POST' } });
  const fleet = await createFleet({
    ...{ folder, replicas: options.replicas },
    env: { ...world.env, STATE_URL: state.url, JOGG_API_VERSION: version },
    offsets: isSkewed ? [-300_000, 0, 300_000] : [],
  });
  const stopLoadBalancer = await startLoadBalancer(Number(new URL(world.url).port), fleet.ports);
  const troubles: { from: number; to: number; isAway: boolean }[] = [];
  let ended = false;
  try {
    await fleet.start();
    const people = createPeople({ slack, random, videos, pauseMs, isEnded: () => ended });
    const isSubmitting = createStallWatch();
    const scene = {
      ...{ fleet, random, world, database: state.database, longMs },
      progress() {
        const accepted = people.accepted.length;
        if (!isSubmitting(videos - accepted)) throw new Error(people.problem());
        return accepted / videos;
      },
      async during(trouble: () => Promise<void>, isAway = false) {
        const from = Date.now();
        await trouble();
        troubles.push({ from, to: Date.now(), isAway });
        void people.decide();
      },
    };
    await makeTrouble(options.trouble, scene, options.times);

    const reader = readState(state.direct);
    const remaining = async () => videos - people.accepted.length + (await reader.busy());
    const isProgressing = createStallWatch();
    let [idleChecks, moves] = [0, true];
    for (; idleChecks < 4 && moves; await sleep(200)) {
      await Promise.race([people.decide(), sleep(1_000)]);
      const count = await remaining();
      moves = isProgressing(count);
      idleChecks = count === 0 ? idleChecks + 1 : 0;
    }
    ended = true;
    const stored = await reader.videos();
    await reader.close();

    // A frozen replica answers when it resumes, and no replica answers without the database.
    const away = troubles.filter(({ isAway }) => isAway);
    const heard = slack.deliveries.filter(({ at, ackMs }) => {
      const end = at + (ackMs ?? timeLimit(15_000));
      return !away.some(({ from, to }) => at <= to + RECOVERY_MS && end >= from);
    });
    const slowestMs = Math.max(0, ...heard.map(({ ackMs }) => ackMs ?? 0));
    const silent = heard.filter(({ outcome }) => outcome === 'operation_timeout').length;
    const wrong = [
      ...judge({ world, people, videos: stored, troubles }),
      ...(slowestMs > timeLimit(SLACK_TIMEOUT_MS) ? [`Slack waited ${slowestMs} ms`] : []),
      // A killed socket loses its requests; over HTTP the load balancer answers.
      ...(silent === 0 || options.socket ? [] : [`${silent} requests unanswered`]),
      ...(moves ? [] : [`not at rest: ${people.problem()}`]),
      ...fleet.lines.filter((line) => line.includes('gave up')),
    ];
    if (wrong.length > 0) wrong.push(...fleet.lines.slice(-400));
    const states = Map.groupBy(stored.values(), (video) => video.state);
    return {
      ...{ videos: people.accepted.length, troubles: troubles.length },
      ends: [...states].map(([name, all]) => `${name} ${all.length}`).join(', '),
      ...{ unanswered: state.database?.network.dropped() ?? 0, slowestMs, silent, wrong },
    };
  } finally {
    ended = true;
    await fleet.stop();
    stopLoadBalancer();
    await state.database?.stop();
    rmSync(folder, { recursive: true, force: true });
    await world.end(fleet.lines);
  }
}

/** Returns a function that says whether the remaining work decreased in the last two minutes. */
function createStallWatch(): (left: number) => boolean {
  let [fewest, at] = [Number.POSITIVE_INFINITY, Date.now()];
  return (left) => {
    if (left < fewest) [fewest, at] = [left, Date.now()];
    return left === 0 || Date.now() - at < timeLimit(STALL_TIMEOUT_MS);
  };
}
