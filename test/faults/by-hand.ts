import { onTestFinished } from 'vitest';
import { createJoggSandbox } from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience } from '../../sandbox/patience.ts';
import { createSlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import type { StoreFile } from '../../src/domain/ports.ts';
import type { Order, Slot, UserCommand } from '../../src/domain/video/video.ts';
import { createJoggDispatcher } from '../../src/jogg/http/connection-error.ts';
import { createKeyGuard } from '../../src/jogg/http/key-guard.ts';
import { createTransport } from '../../src/jogg/http/transport.ts';
import { createIdentify } from '../../src/jogg/identify.ts';
import { GET_RATE } from '../../src/jogg/jogg-client.ts';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createLinkReader } from '../../src/jogg/schema/links.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { createEditBudget } from '../../src/store/limits/edit-budget.ts';
import { createHolds } from '../../src/store/limits/holds.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { createTokenBucket } from '../../src/store/limits/token-bucket.ts';
import { openState } from '../../src/store/open-state.ts';
import { createProjectStore } from '../../src/store/tenants/project-store.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createProjects } from '../../src/videos/projects.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { checkLog } from '../support/checked-log.ts';
import { TESTED_BEHAVIOUR, TESTED_VERSION } from '../support/tested-version.ts';
import { writingLease } from '../support/writing-lease.ts';

const TOKEN = 'xoxb-by-hand';
const KEY = 'jogg-by-hand';
const MOST_TURNS = 20_000;
const START = Date.UTC(2026, 5, 1, 12);
const WITHOUT_HISTORY = ['commands', 'chat:write', 'users:read'];

export type HandStage = Awaited<ReturnType<typeof byHand>>;

export interface HandOptions {
  /** False: the app was not granted to read history. */
  readonly history?: boolean;
  /** How long a call to Slack may really take. */
  readonly slackMs?: number;
  /** Where Slack will be: it is not there before the test starts it. */
  readonly slackPort?: number;
  readonly version?: 'v1' | 'v2';
  /** The version in use by the time a project is asked about; else the same one. */
  readonly changedTo?: 'v1' | 'v2';
  readonly webhook?: boolean;
  /** How many tasks run at a time; with one, Jogg's log says exactly when each was sent. */
  readonly atOnce?: number;
  /** How long Jogg takes, by this clock. */
  readonly renderMs?: number;
  /** How a try to store the file in Slack ends. */
  readonly storeFile?: StoreFile;
  /** A concurrent test passes its own `onTestFinished`. */
  readonly atEnd?: (end: () => Promise<void> | void) => void;
}

interface Task {
  readonly payload: string;
  due: number;
}

/**
 * Videos with a clock that is turned by hand: the app's own use cases, store, limits and clients,
 * and the stand-ins for Slack and Jogg behind real sockets. Waits of hours take no time; a call to
 * Jogg may take 750 ms.
 */
export async function byHand(options: HandOptions = {}) {
  const { history = true, version = TESTED_VERSION } = options;
  const atEnd = options.atEnd ?? onTestFinished;
  let now = START;
  const sleep = async (ms: number) => {
    now += ms;
  };
  const clock = { now: () => now, monotonic: () => now, sleep };
  const random = () => 0.5;
  const lines: { event: string; fields: LogFields }[] = [];
  const logEvent = (event: string, fields: LogFields = {}) => void lines.push({ event, fields });
  atEnd(() => checkLog(lines, TOKEN, KEY));

  const slack = createSlackSandbox({
    manifest: 'manifest.yml',
    botToken: TOKEN,
    signingSecret: 'by-hand',
    now: clock.now,
    ...(history ? {} : { grantedScopes: WITHOUT_HISTORY }),
    ...(options.slackPort ? { port: options.slackPort } : {}),
  });
  const jogg = createJoggSandbox({
    apiKeys: [KEY],
    webhooks: false,
    renderMs: options.renderMs ?? 0,
    credits: 100_000,
    now: clock.now,
    behaviour: TESTED_BEHAVIOUR,
  });
  const { url: baseUrl } = await jogg.start();
  const slackApiUrl = options.slackPort
    ? `http://127.0.0.1:${options.slackPort}/api/`
    : (await slack.start()).apiUrl;
  const dispatcher = createJoggDispatcher();
  atEnd(async () => {
    await Promise.all([slack.stop(), jogg.stop(), dispatcher.destroy()]);
  });

  const state = openState('memory:', logEvent, { clock, random });
  atEnd(() => state.close());
  const kept = { ...state, logEvent };
  const store = { ...createVideoStore(kept), ...createProjectStore(kept) };
  const projects = createProjects({ scope: '', at: () => store });
  const unconfirmed = createUnconfirmed({ ...kept, clock });
  const holds = createHolds(kept);
  const turnToGet = createTokenBucket({ ...kept, name: 'jogg-get', ...GET_RATE, clock });
  const timeouts = { totalMs: patience(750), paidMs: patience(750) };
  const freshDispatcher = createJoggDispatcher;
  const limits = { turnToGet, holds };
  const asks = { apiKey: KEY, baseUrl, dispatcher, freshDispatcher, clock, random, ...limits };
  const transport = createKeyGuard(createTransport({ ...asks, timeouts }), { clock, logEvent });
  const parts = { transport, link: createLinkReader(baseUrl), logEvent };
  const adapters = { v1: createV1(parts), v2: createV2(parts) };

  const client = createWebClient({
    fetch: createSlackFetch(),
    token: TOKEN,
    slackApiUrl,
    timeoutMs: options.slackMs ?? 10_000,
  });
  const messenger = createMessenger({
    clientFor: async () => client,
    holds,
    edits: createEditBudget({ ...kept, clock }),
    clock,
    usualMs: async () => null,
    mayReadHistory: async () => history,
    handle: () => '@jogg',
    mayReadFiles: async () => false,
    logEvent,
    label: null,
  });
  const tasks = new Map<string, Task>();
  const wake = async (id: string) => {
    const task = tasks.get(id);
    if (task) task.due = now;
  };
  const queue = { add: async () => true, wake };
  const identify = createIdentify({ adapters, version: options.changedTo ?? version, logEvent });
  const runVideo = createRunVideo({
    store,
    projects,
    messenger,
    renderer: createRenderer({ adapters, version, logEvent }),
    storeFile: options.storeFile ?? (async () => ({ kind: 'impossible', why: 'missing_scope' })),
    prepareAudio: async () => ({ kind: 'later', afterMs: null }),
    postLimiter: createPaidRequests({ change: state.change, limit: 18, windowMs: 60_000 }),
    place: async () => null,
    unconfirmed,
    findCandidate: createFindCandidate({ projects, unconfirmed, identify }),
    wake,
    standing: async () => 'member',
    rendered: async () => {},
    renders: async () => [],
    clock,
    random,
    pollScale: 1,
    webhook: () => options.webhook ?? false,
    logEvent,
  });
  const authorize = createAuthorizeVideo({ store, logEvent });
  const resolve = createResolveUnconfirmed({ store, projects, queue });

  const run = async (id: string, task: Task) => {
    // Woken while it runs, it runs again.
    task.due = Number.POSITIVE_INFINITY;
    const next = await runVideo(id, task.payload, writingLease(state));
    if (next !== 'idle') task.due = Math.min(task.due, next.at);
  };
  /** Runs what is due, at most eight tasks at a time as the queue does, until nothing more is. */
  const runUntil = async (end: number) => {
    for (let turns = 0; ; turns += 1) {
      if (turns > MOST_TURNS) throw new Error('a video never comes to rest');
      let first = Number.POSITIVE_INFINITY;
      for (const { due } of tasks.values()) first = Math.min(first, due);
      if (first > end) break;
      now = Math.max(now, first);
      const running: Promise<void>[] = [];
      for (const [id, task] of tasks) {
        if (task.due > now) continue;
        if (running.push(run(id, task)) === (options.atOnce ?? 8)) break;
      }
      await Promise.all(running);
    }
    if (end < Number.MAX_SAFE_INTEGER) now = Math.max(now, end);
  };

  const avatar = jogg.catalogue.avatars.find(({ kind }) => kind === 'public');
  const order: Order = {
    ...facts.order,
    avatar: { ...facts.order.avatar, id: String(avatar?.id) },
    voice: { ...facts.order.voice, id: String(jogg.catalogue.voices[0]?.id) },
  };
  /** A video's messages in channels, or those in direct messages, in their order. */
  const messagesOf = (id: string, isDirect: boolean) =>
    slack.channels
      .filter(({ kind }) => (kind === 'im') === isDirect)
      .flatMap((each) => slack.messages(each.id))
      .filter((message) => videoOf(message) === id);
  const message = (id: string, slot: Slot) =>
    [...messagesOf(id, false), ...messagesOf(id, true)].find((each) => slotOf(each) === slot);

  return {
    slack,
    jogg,
    lines,
    now: clock.now,
    /** A confirmed form: a video of this id, due now. */
    make: (id: string, asked: Asked = {}) => {
      const { channel = MARKETING, threadTs = null, name = '' } = asked;
      const who = { id, workspace: TEAM.id, requester: ADA, origin: { channel, threadTs } };
      const video = { ...facts, ...who, order: { ...order, name } };
      tasks.set(id, { payload: JSON.stringify(video), due: now });
    },
    /** Lets so much time pass. */
    pass: (ms: number) => runUntil(now + ms),
    /** Lets time pass until no video wants to run again. */
    finish: () => runUntil(Number.MAX_SAFE_INTEGER),
    /** A verified webhook that names a project. */
    hint: createReceiveHint({ store, unconfirmed, queue }),
    press: async (videoId: string, command: UserCommand, user: string = ADA) => {
      const by = { user, standing: 'member', home: { team: TEAM.id, enterprise: null } } as const;
      const at = { workspace: TEAM.id, channel: MARKETING, place: 'public' } as const;
      const allowed = await authorize('resolve', videoId, { ...by, ...at });
      return allowed.kind === 'no' ? allowed.reason : resolve(allowed.video, command);
    },
    video: (id: string) => store.load(id),
    state: async (id: string) => (await store.load(id))?.state,
    /** The slots of a video's messages. */
    shown: (id: string) => ({
      channel: messagesOf(id, false).map(slotOf),
      direct: messagesOf(id, true).map(slotOf),
    }),
    message,
    text: (id: string, slot: Slot) => message(id, slot)?.text ?? '',
    /** A fault for the next calls about one message of a video. */
    fault: (id: string, slot: Slot, spec: FaultSpec) =>
      slack.fault({ ...spec, when: (args) => videoOf(args) === id && slotOf(args) === slot }),
    /** The calls of Slack that were made about one message of a video. */
    calls: (method: string, id: string, slot: Slot) =>
      slack.log.filter(
        ({ method: called, arguments: args }) =>
          called === method && videoOf(args) === id && slotOf(args) === slot,
      ),
    /** The paid requests that Jogg has seen. */
    paid: () =>
      jogg.log.filter(({ method, path }) => method === 'POST' && path.includes('create_video')),
    /** Jogg's GETs for the state of a project. */
    polls: () => jogg.log.filter(({ method, path }) => method === 'GET' && POLL.test(path)),
  };
}

/** The path of a poll in either version. */
export const POLL = /\/v1\/project|\/avatar_video\//;

/** Where a video is asked for, and its title. */
export interface Asked {
  readonly channel?: string;
  readonly threadTs?: string;
  readonly name?: string;
}

type Shown = Pick<Message, 'metadata' | 'blocks'> | Readonly<Record<string, unknown>>;

const videoOf = (message: Shown): unknown =>
  (message as Message).metadata?.event_payload?.['video_id'];
const slotOf = (message: Shown): Slot => (message as Message).blocks?.[0]?.block_id as Slot;
