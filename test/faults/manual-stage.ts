import { onTestFinished } from 'vitest';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import type { FaultSpec as JoggFault } from '../../sandbox/jogg/server/faults.ts';
import { ADA, MARKETING, TEAM } from '../../sandbox/slack/seed.ts';
import type { FaultSpec } from '../../sandbox/slack/server/faults.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { createAccounts } from '../../src/app/accounts.ts';
import { openShared } from '../../src/app/open-shared.ts';
import { wireAccount } from '../../src/app/tenant-account.ts';
import { createTenantStores } from '../../src/app/tenant-stores.ts';
import { wireVideos } from '../../src/app/wire-videos.ts';
import type { Config } from '../../src/config/config.ts';
import { readConfig } from '../../src/config/read-config.ts';
import type { Order, Slot, UserCommand } from '../../src/domain/video/video.ts';
import type { LogFields } from '../../src/lib/log.ts';
import { createMessenger } from '../../src/slack/delivery/messenger.ts';
import { createWebClient } from '../../src/slack/web-api/web-client.ts';
import { openState } from '../../src/store/open-state.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { type FakesOptions, startFakes, TESTED_VERSION } from '../support/fakes.ts';
import { writingLease } from '../support/writing-lease.ts';
import type { End } from './ends.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const ALWAYS = Number.POSITIVE_INFINITY;
const NEVER = Number.POSITIVE_INFINITY;
const MAX_ROUNDS = 20_000;
const START = Date.UTC(2026, 5, 1, 12);
export const NO_HISTORY = { slack: { grantedScopes: ['commands', 'chat:write', 'users:read'] } };
/** The path of a poll in either version. */
export const POLL = /\/v1\/project|\/avatar_video\//;

export type ManualStage = Awaited<ReturnType<typeof manualStage>>;
export type SlackFault = Omit<FaultSpec, 'method'>;

/** Where a video is requested, and its title. */
type VideoSpec = Partial<Record<'channel' | 'threadTs' | 'name', string>>;

export interface ManualStageOptions extends FakesOptions {
  /** The timeout of a call to Slack, in real time. */
  readonly slackMs?: number;
  readonly version?: 'v1' | 'v2';
  /** The number of concurrent tasks; with one, Jogg's log gives the exact time of each request. */
  readonly atOnce?: number;
  /** A concurrent test passes its own `onTestFinished`. */
  readonly atEnd?: (end: () => Promise<void>) => void;
}

/**
 * Videos with a manual clock: the app's own parts as it wires them, between the fakes of Slack and
 * Jogg behind real sockets. Waits of hours take no time.
 */
export async function manualStage(options: ManualStageOptions = {}) {
  const { version = TESTED_VERSION, webhook = false, atEnd = onTestFinished } = options;
  let elapsed = START;
  const sleep = async (ms: number) => {
    elapsed += ms;
  };
  const now = () => elapsed;
  const clock = { now, monotonic: now, sleep };
  const random = () => 0.5;
  const lines: { event: string; fields: LogFields }[] = [];
  const keep = (event: string, fields: LogFields = {}) => void lines.push({ event, fields });
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const world = await startFakes(
    {
      socket: true,
      webhook: false,
      slack: { now, ...options.slack },
      jogg: { webhooks: false, renderMs: 0, credits: 100_000, now, ...options.jogg },
    },
    'none',
  );
  const { slack, jogg } = world;
  const env = { ...world.env, STATE_URL: 'memory:', POLL_INTERVAL_SCALE: '1' };
  const config = readConfig({ ...env, AI_LABEL: 'off' });
  const opened = openShared({
    ...{ config, log, isMultiTenant: false },
    open: (url, logEvent) => openState(url, logEvent, { clock, random }),
    stopping: new AbortController().signal,
  });
  atEnd(async () => {
    await opened.state.close();
    await world.end(lines);
  });
  const shared = { ...opened, clock, random };

  const stores = createTenantStores(shared, '');
  const client = createWebClient({
    ...{ token: SANDBOX_KEYS.botToken, slackApiUrl: config.slack.apiUrl },
    ...{ fetch: shared.slackFetch, timeoutMs: options.slackMs ?? 10 * SECOND },
  });
  const messenger = createMessenger({
    ...{ clientFor: async () => client, clock, logEvent: shared.logEvent, label: shared.label },
    ...{ holds: stores.holds, edits: stores.edits, usualMs: async () => null },
    mayReadHistory: async () => [...slack.scopes].some((scope) => scope.endsWith(':history')),
    mayReadFiles: async () => false,
    handle: () => '@jogg',
  });
  const own = { team: TEAM.id, enterprise: null, teams: [TEAM.id] };
  const directory = {
    installation: async () => ({ workspace: TEAM.id, enterprise: null }),
    person: async () => ({ ...own, stranger: false, deactivated: false, adminOf: null }),
  };
  const tasks = new Map<string, { readonly payload: string; due: number }>();
  const wake = async (id: string) => {
    const task = tasks.get(id);
    if (task) task.due = now();
  };
  const queue = { add: async () => true, wake, position: async () => null };
  const noFile = { kind: 'impossible', why: 'missing_scope' } as const;
  const files = { storeFile: async () => noFile, prepareAudio: () => Promise.reject(new Error()) };
  const wire = (overrides: Partial<Config['jogg']>) => {
    const deps = { ...shared, config: { ...config, jogg: { ...config.jogg, ...overrides } } };
    const accounts = createAccounts(deps, queue);
    const account = wireAccount(deps, accounts, { scope: '', jogg: null, formerJogg: [] });
    const registration = { ...account.registration, active: () => webhook };
    const parts = { stores, queue, account: { ...account, registration }, files };
    const videos = wireVideos(deps, { ...parts, slack: { directory, messenger } });
    return { ...videos, hint: accounts.operator.receiveHint };
  };
  let app = wire({ version });

  const run = async (id: string, task: { readonly payload: string; due: number }) => {
    // A task that is woken while it runs, runs again.
    task.due = NEVER;
    const next = await app.run(id, task.payload, writingLease(shared.state));
    if (next !== 'idle') task.due = Math.min(task.due, next.at);
  };
  /** Runs due tasks, at most eight at a time as the queue does, until none is left. */
  const runUntil = async (end: number) => {
    for (let rounds = 0; ; rounds += 1) {
      if (rounds > MAX_ROUNDS) throw new Error('a video never comes to rest');
      const first = Math.min(...[...tasks.values()].map(({ due }) => due));
      if (first > end || first === NEVER) break;
      elapsed = Math.max(elapsed, first);
      const due = [...tasks].filter(([, task]) => task.due <= now()).slice(0, options.atOnce ?? 8);
      await Promise.all(due.map(([id, task]) => run(id, task)));
    }
    if (end < NEVER) elapsed = Math.max(elapsed, end);
  };

  const avatar = jogg.catalogue.avatars.find(({ kind }) => kind === 'public');
  const order: Order = {
    ...sampleNewVideo.order,
    avatar: { ...sampleNewVideo.order.avatar, id: String(avatar?.id) },
    voice: { ...sampleNewVideo.order.voice, id: String(jogg.catalogue.voices[0]?.id) },
  };
  /** A video's messages in channels, or its direct messages, in order. */
  const messagesOf = (id: string, isDirect: boolean) =>
    slack.channels
      .filter(({ kind }) => (kind === 'im') === isDirect)
      .flatMap((each) => slack.messages(each.id))
      .filter((message) => videoOf(message) === id);
  const message = (id: string, slot: Slot) =>
    [...messagesOf(id, false), ...messagesOf(id, true)].find((each) => slotOf(each) === slot);
  const state = async (id: string) => (await stores.videos.load(id))?.state;
  const isAbout = (id: string, slot: Slot) => (args: MessageLike) =>
    videoOf(args) === id && slotOf(args) === slot;
  const calls = (method: string, id: string, slot: Slot) =>
    slack.log.filter((call) => call.method === method && isAbout(id, slot)(call.arguments));
  /** Submits a form: a video with this id, due now. */
  const make = (id: string, { channel = MARKETING, threadTs = '', name = '' }: VideoSpec = {}) => {
    const origin = { channel, threadTs: threadTs || null };
    const who = { id, workspace: TEAM.id, requester: ADA, origin };
    const payload = JSON.stringify({ ...sampleNewVideo, ...who, order: { ...order, name } });
    tasks.set(id, { payload, due: now() });
  };
  /** Lets time pass until no video wants to run again. */
  const finish = () => runUntil(NEVER);
  const end = async (id = 'v', slot: Slot = 'result'): Promise<End> => ({
    state: await state(id),
    channel: messagesOf(id, false).map(slotOf),
    direct: messagesOf(id, true).map(slotOf),
    paid: world.paid().length,
    posted: calls('chat.postMessage', id, slot).length,
  });

  return {
    ...{ slack, jogg, lines, now, paid: world.paid, make, finish, message, calls },
    ...{ state, end },
    pass: (ms: number) => runUntil(elapsed + ms),
    restart: (overrides: Partial<Config['jogg']> = {}) => {
      app = wire({ version, ...overrides });
    },
    /** A verified webhook that names a project. */
    hint: (project: string) => app.hint(project),
    press: async (videoId: string, command: UserCommand, user: string = ADA) => {
      const by = { user, membership: 'member', home: { team: TEAM.id, enterprise: null } } as const;
      const at = { workspace: TEAM.id, channel: MARKETING, conversation: 'public' } as const;
      const access = await app.authorize('resolve', videoId, { ...by, ...at });
      return access.kind === 'no' ? access.reason : app.resolveUnconfirmed(access.video, command);
    },
    video: (id: string) => stores.videos.load(id),
    text: (id: string, slot: Slot) => message(id, slot)?.text ?? '',
    fault: (id: string, slot: Slot, spec: FaultSpec) =>
      slack.fault({ ...spec, when: isAbout(id, slot) }),
    polls: () => jogg.log.filter(({ method, path }) => method === 'GET' && POLL.test(path)),
    /** Makes one video with its fault, and runs it until it waits for a person. */
    play: async (row: Row = {}, id = 'v'): Promise<End> => {
      const { slot = 'result', outcome } = row;
      if (row.slack)
        slack.fault({ ...row.slack, method: 'chat.postMessage', when: isAbout(id, slot) });
      if (row.jogg) jogg.fault({ match: { method: 'POST', path: /create_video/ }, ...row.jogg });
      if (outcome) jogg.outcome(outcome);
      const before = world.paid().length;
      make(id, row);
      await finish();
      const ended = await end(id, slot);
      return { ...ended, paid: ended.paid - before };
    },
  };
}

export interface Row extends VideoSpec {
  /** Slack's fault when the message of `slot` is posted. */
  readonly slot?: Slot;
  readonly slack?: SlackFault;
  readonly jogg?: JoggFault;
  readonly outcome?: Outcome;
}

/** A short timeout for calls that hang. */
export const timeoutFor = ({ kind }: SlackFault): ManualStageOptions =>
  kind === 'hang' ? { slackMs: timeLimit(400) } : {};

type MessageLike = Pick<Message, 'metadata' | 'blocks'> | Readonly<Record<string, unknown>>;

const videoOf = (message: MessageLike): unknown =>
  (message as Message).metadata?.event_payload?.['video_id'];
const slotOf = (message: MessageLike): Slot => (message as Message).blocks?.[0]?.block_id as Slot;
