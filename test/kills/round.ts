import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAppProcess } from '../../sandbox/app-process.ts';
import type { JoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { createRandom, type Random } from '../../sandbox/jogg/random.ts';
import { patience } from '../../sandbox/patience.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { standIns } from '../support/stand-ins.ts';
import { type Judged, judge, videosIn } from './judge.ts';
import { createPeople, type People } from './people.ts';

export interface RoundOptions {
  readonly seed: number;
  readonly kills: number;
  readonly videos: number;
  /** "Ask Jogg again" at most so often. */
  readonly mayAskAgain: number;
  /** Whether the app may read history, and so find a message whose answer was lost. */
  readonly history: boolean;
  readonly socket: boolean;
  /** Of Jogg's API. */
  readonly version: 'v1' | 'v2';
}

const WITHOUT_HISTORY = ['commands', 'chat:write', 'users:read'];
/** Answers take this long, so that a kill can come while one is under way. */
const LATENCY_MS = 15;
/** The longest each of these may take on a quiet machine. */
const QUIET_MS = 60_000;
const STOP_MS = 25_000;
const READY_MS = 30_000;

export interface Figures extends Judged {
  kills: number;
  starts: number;
}

/**
 * One state file, one life of both stand-ins, many lives of the real program: killed at moments
 * that `seed` chooses, mostly just after it has asked for something, started again at once.
 */
export async function runRound(options: RoundOptions): Promise<Figures> {
  const random = createRandom(options.seed);
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-kills-'));
  const stateFile = join(folder, 'state.sqlite');
  const world = await standIns(
    {
      socket: options.socket,
      jogg: { renderMs: [150, 1_200], webhookRetryMs: 150, seed: options.seed },
      slack: { readLagMs: 150, ...(options.history ? {} : { grantedScopes: WITHOUT_HISTORY }) },
    },
    stateFile,
  );
  const { slack, jogg } = world;
  slowDown(slack, jogg);

  const lines: string[] = [];
  let starts = 0;
  let ready = 0;
  let ended = false;
  let gaveUp: string | null = null;
  const app = createAppProcess({
    env: { ...world.env, JOGG_API_VERSION: options.version },
    folder,
    onLine: (line) => {
      lines.push(line);
      if (line.includes('"event":"ready"')) ready += 1;
    },
    onStart: () => {
      starts += 1;
    },
    onGiveUp: (reason) => {
      gaveUp = reason;
    },
  });
  try {
    await app.start();
    const people = createPeople({ slack, random, ...options, ended: () => ended });
    people.submitted.catch(() => undefined);
    const lives = { ready: () => ready, alive: () => gaveUp === null };
    const scene = { ...options, ...lives, slack, jogg, people, random };
    const killedAt = await killOften(app.kill, scene);
    const quiet = await settled(stateFile, scene);
    ended = true;
    const stopped = Date.now();
    await app.stop();
    const videos = await videosIn(`sqlite://${stateFile}`, people);
    const troubles = killedAt.map((at) => ({ from: at, to: at }));
    const judged = judge({ slack, jogg, people, videos, troubles, history: options.history });
    const heard = people.accepted.length === options.videos;
    const wrong = [
      ...judged.wrong,
      gaveUp ?? [],
      quiet ? [] : 'not at rest after the last kill',
      heard ? [] : `a person was not heard: ${people.problem()}`,
      Date.now() - stopped > patience(STOP_MS) ? 'SIGTERM was not obeyed in time' : [],
    ].flat();
    if (wrong.length > 0) wrong.push(...lines.slice(-400));
    return { kills: killedAt.length, starts, ...judged, wrong };
  } finally {
    ended = true;
    await app.stop();
    rmSync(folder, { recursive: true, force: true });
    await world.end(lines);
  }
}

/** Both stand-ins answer a little late, as they do when they are far away. */
function slowDown(slack: SlackSandbox, jogg: JoggSandbox): void {
  const times = Number.POSITIVE_INFINITY;
  for (const method of ['chat.postMessage', 'chat.update'])
    slack.fault({ method, kind: 'slow', ms: LATENCY_MS, times });
  jogg.fault({ kind: 'slow', ms: LATENCY_MS, match: { method: 'POST' }, times });
}

interface Scene extends RoundOptions {
  readonly slack: SlackSandbox;
  readonly jogg: JoggSandbox;
  readonly people: People;
  readonly random: Random;
  /** How often the app has become ready. */
  readonly ready: () => number;
  /** Whether it is started again when it ends. */
  readonly alive: () => boolean;
}

/** Answers when the kills were, in ms since the epoch. */
async function killOften(kill: () => Promise<void>, scene: Scene): Promise<number[]> {
  const { random, people } = scene;
  const killedAt: number[] = [];
  await until(() => people.accepted.length > 0, patience(READY_MS));
  while (killedAt.length < scene.kills && scene.alive()) {
    await interestingMoment(scene);
    const lives = scene.ready();
    killedAt.push(Date.now());
    await kill();
    void people.decide();
    // Now and then it does not even come up before the next one.
    if (random.between(0, 9) === 0) await sleep(random.between(0, 400));
    else await until(() => scene.ready() > lives, patience(READY_MS));
  }
  return killedAt;
}

/**
 * Waits for a request that must not be made twice, or for any request, or for some time; then up to
 * 60 ms more, mostly less than it takes to be answered and stored.
 */
async function interestingMoment({ slack, jogg, random }: Scene): Promise<void> {
  const count = {
    once: () =>
      slack.log.filter(({ method }) => method === 'chat.postMessage').length +
      jogg.log.filter(({ path }) => path.includes('create_video')).length,
    any: () => slack.log.length + jogg.log.length + slack.deliveries.length,
    told: () => jogg.deliveries.length,
  };
  const die = random.between(0, 9);
  const watched = die < 4 ? count.once : die < 6 ? count.any : die < 8 ? count.told : null;
  if (watched) {
    const before = watched();
    await until(() => watched() > before, 400);
  }
  await sleep(random.between(0, random.between(0, 2) > 0 ? LATENCY_MS + 10 : 60));
}

const SOON_MS = 45_000;

/**
 * Resolves when every form is accepted and no task has anything to do soon; false where that never
 * is.
 */
async function settled(file: string, { people, videos, alive }: Scene): Promise<boolean> {
  const db = new DatabaseSync(file, { readOnly: true });
  // What an unconfirmed video looks for by itself is a minute away, or more.
  const busy = db.prepare('SELECT 1 FROM task WHERE due < ? OR owner IS NOT NULL LIMIT 1');
  try {
    const began = Date.now();
    for (let quiet = 0; Date.now() - began < patience(QUIET_MS) && alive(); await sleep(50)) {
      await Promise.race([people.decide(), sleep(1_000)]);
      const resting =
        people.accepted.length === videos && busy.get(Date.now() + SOON_MS) === undefined;
      quiet = resting ? quiet + 1 : 0;
      if (quiet > 5) return true;
    }
    return false;
  } finally {
    db.close();
  }
}

async function until(holds: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!holds() && Date.now() < end) await sleep(1);
}
