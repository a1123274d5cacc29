import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createSlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import type { StoreFile } from '../../src/domain/ports.ts';
import type { Slot } from '../../src/domain/video/video.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { checkLog } from '../support/checked-log.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';

const TOKEN = 'xoxb-by-hand';
const AT_ONCE = 8;
const MOST_TURNS = 5_000;
const START = Date.UTC(2026, 5, 1, 12);
const WITHOUT_HISTORY = ['commands', 'chat:write', 'users:read'];

const RESULT = {
  videoUrl: 'https://res.jogg.ai/v.mp4',
  coverUrl: null,
  title: null,
  seconds: 4,
};

export type HandStage = Awaited<ReturnType<typeof byHand>>;

/**
 * Videos and Slack with a clock that is turned by hand: the app's own `advance`, store, messenger
 * and client, the stand-in for Slack behind a real socket, and a Jogg that always works. Waits of
 * minutes take no time.
 */
export async function byHand(
  options: {
    /** False: the app was not granted to read history. */
    history?: boolean;
    /** How long Jogg takes, by this clock. */
    renderMs?: number;
    /** How long a call to Slack may really take. */
    timeoutMs?: number;
    /** How a try to store the file in Slack ends. */
    storeFile?: StoreFile;
  } = {},
) {
  const { history = true, renderMs = 0, timeoutMs = 10_000 } = options;
  let now = START;
  const clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const slack = createSlackSandbox({
    manifest: 'manifest.yml',
    botToken: TOKEN,
    signingSecret: 'by-hand',
    now: clock.now,
    ...(history ? {} : { grantedScopes: WITHOUT_HISTORY }),
  });
  const door = await createDoor(new URL((await slack.start()).url).port);
  onTestFinished(() => slack.stop());
  onTestFinished(() => door.shut());

  const lines: { event: string; fields: LogFields }[] = [];
  const logEvent = (event: string, fields: LogFields = {}) => {
    lines.push({ event, fields });
  };
  onTestFinished(() => checkLog(lines, TOKEN));
  const state = openState('memory:', logEvent);
  onTestFinished(() => state.close());
  const store = createVideoStore({ keyvFor: state.keyvFor, logEvent });
  const client = createWebClient({
    fetch: createSlackFetch(),
    token: TOKEN,
    slackApiUrl: `${door.url}/api/`,
    timeoutMs,
  });
  const started = new Map<string, number>();
  const runVideo = createRunVideo({
    place: () => null,
    prepareAudio: async () => ({ kind: 'later', afterMs: null }),
    store,
    messenger: createMessenger({
      clientFor: async () => client,
      clock,
      usualMs: async () => null,
      mayReadHistory: async () => history,
      mayReadFiles: async () => false,
      logEvent,
    }),
    renderer: {
      version: TESTED_VERSION,
      submit: async () => {
        const projectId = `p${started.size + 1}`;
        started.set(projectId, now);
        return { kind: 'done', projectId, version: TESTED_VERSION };
      },
      poll: async ({ id }) =>
        now < (started.get(id) ?? 0) + renderMs
          ? { kind: 'running' }
          : { kind: 'succeeded', result: RESULT },
    },
    postLimiter: { take: async () => 0 },
    storeFile: options.storeFile ?? (async () => ({ kind: 'impossible', why: 'missing_scope' })),
    unconfirmed: { add: async () => {}, remove: async () => {} },
    findCandidate: async () => null,
    wake: async () => {},
    standing: async () => 'member',
    rendered: async () => {},
    clock,
    random: () => 0.5,
    pollScale: 1,
    webhook: () => false,
    logEvent,
  });

  const tasks = new Map<string, { readonly payload: string; due: number }>();
  /** Runs what is due, at most eight tasks at a time as the queue does, until nothing more is. */
  const runUntil = async (end: number) => {
    for (let turns = 0; ; turns += 1) {
      if (turns > MOST_TURNS) throw new Error('a video never comes to rest');
      const first = Math.min(...[...tasks.values()].map(({ due }) => due));
      if (first > end) break;
      now = Math.max(now, first);
      const due = [...tasks].filter(([, task]) => task.due <= now).slice(0, AT_ONCE);
      await Promise.all(
        due.map(async ([id, task]) => {
          const rest = await runVideo(id, task.payload, { isHeld: async () => true });
          task.due = rest === 'idle' ? Number.POSITIVE_INFINITY : rest.at;
        }),
      );
    }
    if (end < Number.MAX_SAFE_INTEGER) now = Math.max(now, end);
  };

  return {
    slack,
    door,
    lines,
    now: clock.now,
    paid: () => started.size,
    /** A confirmed form: a video of this name, due now. */
    make: (name: string, at: { channel?: string; threadTs?: string } = {}) => {
      const { channel = MARKETING, threadTs = null } = at;
      const id = `v_${name}`;
      const origin = { channel, threadTs };
      const order = { ...facts.order, name };
      const asked = { ...facts, id, workspace: TEAM.id, requester: ADA, origin, order };
      tasks.set(id, { payload: JSON.stringify(asked), due: now });
    },
    /** Lets so much time pass. */
    pass: (ms: number) => runUntil(now + ms),
    /** Lets time pass until no video wants to run again. */
    finish: () => runUntil(Number.MAX_SAFE_INTEGER),
    state: async (name: string) => (await store.load(`v_${name}`))?.state,
    /** The slots of a video's messages, in their order, by where they are. */
    shown: (name: string) => {
      const at = (kind: 'im' | 'channel') =>
        slack.channels
          .filter((each) => (each.kind === 'im') === (kind === 'im'))
          .flatMap((each) => slack.messages(each.id))
          .filter((message) => videoOf(message) === `v_${name}`)
          .map(slotOf);
      return { channel: at('channel'), direct: at('im') };
    },
    message: (name: string, slot: Slot) =>
      slack.channels
        .flatMap((each) => slack.messages(each.id))
        .find((message) => videoOf(message) === `v_${name}` && slotOf(message) === slot),
    /** Trouble for the next calls about one message of a video. */
    problem: (name: string, slot: Slot, spec: FaultSpec) =>
      slack.fault({
        ...spec,
        when: (args) => videoOf(args) === `v_${name}` && slotOf(args) === slot,
      }),
    /** The calls that were made about one message of a video. */
    calls: (method: string, name: string, slot: Slot) =>
      slack.log.filter(
        (each) =>
          each.method === method &&
          videoOf(each.arguments) === `v_${name}` &&
          slotOf(each.arguments) === slot,
      ),
  };
}

type Shown = Pick<Message, 'metadata' | 'blocks'> | Readonly<Record<string, unknown>>;

const videoOf = (message: Shown): unknown =>
  (message as Message).metadata?.event_payload?.['video_id'];
const slotOf = (message: Shown): unknown => (message as Message).blocks?.[0]?.block_id;

/** A way to a local port that can be shut: connections are refused then. */
async function createDoor(to: string) {
  const through = new Set<Socket>();
  const server = createServer((socket) => {
    const inside = connect(Number(to), '127.0.0.1');
    for (const each of [socket, inside]) {
      through.add(each);
      each.on('close', () => through.delete(each)).on('error', () => {});
    }
    socket.pipe(inside).pipe(socket);
    inside.on('close', () => socket.destroy());
    socket.on('close', () => inside.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listen(0);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    open: () => listen(port),
    async shut() {
      if (!server.listening) return;
      server.close();
      for (const each of through) each.destroy();
      await once(server, 'close');
      // What held these connections open must notice, too.
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}
