import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../sandbox/jogg/random.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { startFakes } from '../support/fakes.ts';
import { createFleet } from './fleet.ts';
import { startFront } from './front.ts';
import { judge } from './judge.ts';
import { createPeople } from './people.ts';
import { FAST, readState, startState } from './state.ts';
import { makeTrouble, type TroubleName } from './troubles.ts';

export interface RoundOptions {
  readonly trouble: TroubleName;
  /** How often, where the trouble does not say. */
  readonly times?: number;
  /** `sqlite`, `postgres`, or the address of an empty database of PostgreSQL. */
  readonly state: string;
  readonly replicas: number;
  readonly videos: number;
  readonly version?: 'v1' | 'v2';
  readonly socket?: boolean;
  readonly seed?: number;
  readonly longMs?: number;
  /** The longest that each of three people rests between two forms, in ms. */
  readonly pauseMs?: number;
}

/** Where nothing changes for so long, nothing will. */
const STALL_MS = 120_000;
/** Slack gives up on an answer after this long. */
const SLACK_WAITS_MS = 3_000;
/** What a database that is back may still keep a request waiting for: one time-out. */
const AFTERMATH_MS = 8_000;
/** Answers take this long, so that a trouble can come while one is under way. */
const LATENCY_MS = 15;

/**
 * Videos asked for of real programs over one state, while something happens to them. `wrong` must
 * be empty.
 */
export async function runRound(options: RoundOptions) {
  const { videos, seed = 1, version = 'v1', longMs = 0, pauseMs = 0 } = options;
  const isSkewed = options.trouble === 'clocks';
  // A signature of five minutes ago is refused, and rightly so.
  const socket = options.socket ?? isSkewed;
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-troubles-'));
  const state = await startState(options.state, folder);
  const rendering = { renderMs: [150, 1_200], webhookRetryMs: 150, seed } as const;
  const world = await startFakes(
    {
      socket,
      jogg: { ...rendering, credits: 1_000_000, postsPerMinute: 20 * FAST },
      slack: { readLagMs: 150 },
    },
    'unused',
  );
  const { slack, jogg } = world;
  const slow = { kind: 'slow', ms: LATENCY_MS, times: Number.POSITIVE_INFINITY } as const;
  for (const method of ['chat.postMessage', 'chat.update']) slack.fault({ method, ...slow });
  jogg.fault({ ...slow, match: { method: 'POST' } });
  const fleet = await createFleet({
    ...{ folder, replicas: options.replicas },
    env: { ...world.env, STATE_URL: state.url, JOGG_API_VERSION: version },
    offsets: isSkewed ? [-300_000, 0, 300_000] : [],
  });
  const stopFront = await startFront(Number(new URL(world.url).port), fleet.ports);
  const troubles: { from: number; to: number; isAway: boolean }[] = [];
  let ended = false;
  try {
    await fleet.start();
    const people = createPeople({ slack, random, videos, pauseMs, ended: () => ended });
    const isHeard = stallWatch();
    const scene = {
      ...{ fleet, random, world, database: state.database, longMs },
      progress() {
        const accepted = people.accepted.length;
        if (!isHeard(videos - accepted)) throw new Error(people.problem());
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
    const left = async () => videos - people.accepted.length + (await reader.busy());
    const isMoving = stallWatch();
    let [calm, moves] = [0, true];
    for (; calm < 4 && moves; await sleep(200)) {
      await Promise.race([people.decide(), sleep(1_000)]);
      const count = await left();
      moves = isMoving(count);
      calm = count === 0 ? calm + 1 : 0;
    }
    ended = true;
    const stored = await reader.videos();
    await reader.close();

    // A frozen replica answers when it goes on, and none answers without the database.
    const isUndisturbed = ({ at, ackMs }: { at: number; ackMs: number | null }) =>
      !troubles.some(
        ({ from, to, isAway }) =>
          isAway && at <= to + AFTERMATH_MS && at + (ackMs ?? timeLimit(15_000)) >= from,
      );
    const heard = slack.deliveries.filter(isUndisturbed);
    const slowestMs = Math.max(0, ...heard.map(({ ackMs }) => ackMs ?? 0));
    const silent = heard.filter(({ outcome }) => outcome === 'operation_timeout').length;
    const wrong = [
      ...judge({ world, people, videos: stored, troubles }),
      ...(slowestMs > timeLimit(SLACK_WAITS_MS) ? [`Slack waited ${slowestMs} ms`] : []),
      // A socket that is killed takes its requests with it; over HTTP the front answers for it.
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
    stopFront();
    await state.database?.stop();
    rmSync(folder, { recursive: true, force: true });
    await world.end(fleet.lines);
  }
}

/** Whether what is left to do became less within the last two minutes. */
function stallWatch(): (left: number) => boolean {
  let [fewest, at] = [Number.POSITIVE_INFINITY, Date.now()];
  return (left) => {
    if (left < fewest) [fewest, at] = [left, Date.now()];
    return left === 0 || Date.now() - at < timeLimit(STALL_MS);
  };
}
