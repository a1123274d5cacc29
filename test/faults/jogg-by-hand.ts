import { onTestFinished } from 'vitest';
import { createJoggSandbox, type JoggSandboxOptions } from '../../sandbox/jogg/jogg-sandbox.ts';
import { patience } from '../../sandbox/patience.ts';
import type { RateLimiter, VideoStore } from '../../src/domain/ports.ts';
import type { EditOutcome, PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Receipt, Slot, UserCommand, Video } from '../../src/domain/video/video.ts';
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
import { createSlidingLimiter } from '../../src/queue/sliding-limiter.ts';
import { createTokenBucket } from '../../src/queue/token-bucket.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';
import { createAuthorizeVideo } from '../../src/videos/authorize-video.ts';
import { createFindCandidate } from '../../src/videos/find-candidate.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { createResolveUnconfirmed } from '../../src/videos/resolve-unconfirmed.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { checkLog } from '../support/checked-log.ts';
import { TESTED_BEHAVIOUR, TESTED_VERSION } from '../support/tested-version.ts';

const KEY = 'jogg-by-hand';
const START = Date.UTC(2026, 5, 1, 12);

export type JoggStage = Awaited<ReturnType<typeof joggByHand>>;

/**
 * Videos and Jogg with a clock that is turned by hand: the app's own use cases, transport and
 * budgets, the stand-in for Jogg behind a real socket, and a Slack in memory that takes everything.
 * Waits of hours take no time; a call to Jogg may take 750 ms.
 */
export async function joggByHand(
  options: {
    version?: 'v1' | 'v2';
    /** The version in use by the time a project is asked about; else the same one. */
    changedTo?: 'v1' | 'v2';
    webhook?: boolean;
    /**
     * How many tasks run at the same time; with one, Jogg's log tells exactly when each was sent.
     */
    atOnce?: number;
    jogg?: JoggSandboxOptions;
    /**
     * Runs what it is given when the test ends; a concurrent test passes its own `onTestFinished`.
     */
    atEnd?: (end: () => Promise<void> | void) => void;
  } = {},
) {
  const { version = TESTED_VERSION, atOnce = 8 } = options;
  const atEnd = options.atEnd ?? onTestFinished;
  let now = START;
  const clock = {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const jogg = createJoggSandbox({
    apiKeys: [KEY],
    webhooks: false,
    renderMs: 180_000,
    credits: 100_000,
    now: clock.now,
    behaviour: TESTED_BEHAVIOUR,
    ...options.jogg,
  });
  const { url: baseUrl } = await jogg.start();
  const dispatcher = createJoggDispatcher();
  atEnd(() => jogg.stop());
  atEnd(() => dispatcher.destroy());
  const avatar = jogg.catalogue.avatars.find(({ kind }) => kind === 'public');
  const [voice] = jogg.catalogue.voices;
  const lines: { event: string; fields: LogFields }[] = [];
  const logEvent = (event: string, fields: LogFields = {}) => {
    lines.push({ event, fields });
  };
  atEnd(() => checkLog(lines, KEY));
  const bare = createTransport({
    apiKey: KEY,
    baseUrl,
    dispatcher,
    freshDispatcher: createJoggDispatcher,
    clock,
    random: () => 0.5,
    turnToGet: createTokenBucket({ ...GET_RATE, clock }),
    timeouts: { totalMs: patience(750), paidMs: patience(750) },
  });
  const transport = createKeyGuard(bare, { clock, logEvent });
  const parts = { transport, link: createLinkReader(baseUrl), logEvent };
  const adapters = { v1: createV1(parts), v2: createV2(parts) };

  const shown = new Map<string, { slot: Slot; text: string; at: number }[]>();
  const cards = new Map<string, string>();
  const messenger = {
    async post(video: Video, slot: Slot): Promise<PostOutcome> {
      const message =
        slot === 'card'
          ? cardMessage(video, { now, usualMs: null })
          : replyMessage(video, slot, { now });
      const all = shown.get(video.id) ?? [];
      shown.set(video.id, [...all, { slot, text: message.text, at: now }]);
      if (slot === 'card') cards.set(video.id, message.text);
      return { kind: 'done', channel: 'C1', ts: `${all.length + 1}.0`, inThread: true };
    },
    async edit(video: Video): Promise<EditOutcome> {
      cards.set(video.id, cardMessage(video, { now, usualMs: null }).text);
      return { kind: 'done' };
    },
    find: async () => ({ kind: 'unreadable' }) as const,
    discard: async () => ({ kind: 'done' }) as const,
    retract: async () => ({ kind: 'done' }) as const,
  };

  const state = openState('memory:', logEvent);
  atEnd(() => state.close());
  const store = storeInMemory();
  const unconfirmed = createUnconfirmed({ keyvFor: state.keyvFor, clock, logEvent });
  const tasks = new Map<string, Task>();
  const queue = {
    add: async () => true,
    wake: async (id: string) => {
      const task = tasks.get(id);
      if (task) task.due = now;
    },
  };
  let kept: readonly number[] = [];
  const postLimiter: RateLimiter = createSlidingLimiter({
    limit: 18,
    windowMs: 60_000,
    clock,
    load: async () => kept,
    save: async (times) => {
      kept = times;
    },
  });
  const runVideo = createRunVideo({
    place: () => null,
    prepareAudio: async () => ({ kind: 'later', afterMs: null }),
    store,
    messenger,
    renderer: createRenderer({ adapters, version, logEvent }),
    storeFile: async () => ({ kind: 'impossible', why: 'no files here' }),
    postLimiter,
    unconfirmed,
    wake: queue.wake,
    findCandidate: createFindCandidate({
      store,
      unconfirmed,
      identify: createIdentify({ adapters, version: options.changedTo ?? version, logEvent }),
    }),
    standing: async () => 'member',
    rendered: async () => {},
    clock,
    random: () => 0.5,
    pollScale: 1,
    webhook: () => options.webhook ?? false,
    logEvent,
  });
  const authorize = createAuthorizeVideo({ store, logEvent });
  const resolveUnconfirmed = createResolveUnconfirmed({ store, queue });

  const run = async (id: string, task: Task) => {
    // Woken while it runs, it runs again.
    task.due = Number.POSITIVE_INFINITY;
    const rest = await runVideo(id, task.payload, { isHeld: async () => true });
    if (rest !== 'idle') task.due = Math.min(task.due, rest.at);
  };
  const runUntil = async (end: number) => {
    for (;;) {
      let first = Number.POSITIVE_INFINITY;
      for (const { due } of tasks.values()) first = Math.min(first, due);
      if (first > end) break;
      now = Math.max(now, first);
      const batch: Promise<void>[] = [];
      for (const [id, task] of tasks) {
        if (task.due > now) continue;
        batch.push(run(id, task));
        if (batch.length === atOnce) break;
      }
      await Promise.all(batch);
    }
    if (end < Number.MAX_SAFE_INTEGER) now = Math.max(now, end);
  };

  return {
    jogg,
    lines,
    now: clock.now,
    /** A confirmed form: a video of this id, due now. */
    make: (id: string, order: { name?: string; script?: string } = {}) => {
      const { name = '', script = 'Hello from Slack' } = order;
      const chosen = {
        avatar: { ...facts.order.avatar, id: String(avatar?.id) },
        voice: { ...facts.order.voice, id: String(voice?.id) },
      };
      const asked = { ...facts, id, order: { ...facts.order, ...chosen, script, name } };
      tasks.set(id, { payload: JSON.stringify(asked), due: now });
    },
    /** Lets so much time pass. */
    pass: (ms: number) => runUntil(now + ms),
    /** Lets time pass until no video wants to run again. */
    finish: () => runUntil(Number.MAX_SAFE_INTEGER),
    /** A verified webhook that names a project. */
    hint: createReceiveHint({ store, unconfirmed, queue }),
    press: async (videoId: string, command: UserCommand, user = 'U1') => {
      const home = { team: 'T1', enterprise: null };
      const access = { workspace: 'T1', user, standing: 'member', home, channel: 'C1' } as const;
      const allowed = await authorize('resolve', videoId, { ...access, place: 'public' });
      return allowed.kind === 'no' ? allowed.reason : resolveUnconfirmed(allowed.video, command);
    },
    video: (id: string) => store.load(id),
    card: (id: string) => cards.get(id) ?? '',
    messages: (id: string) => shown.get(id) ?? [],
    slots: (id: string) => (shown.get(id) ?? []).map(({ slot }) => slot),
    paid: () =>
      jogg.log.filter(({ method, path }) => method === 'POST' && path.includes('create_video')),
  };
}

interface Task {
  readonly payload: string;
  due: number;
}

/** As fast as memory, for a thousand videos over hours. */
function storeInMemory(): VideoStore {
  const videos = new Map<string, Video>();
  const projects = new Map<string, string>();
  const wishes = new Map<string, UserCommand>();
  const receipts = new Map<string, Receipt>();
  const hints = new Set<string>();
  const reasons = new Map<string, string>();
  return {
    load: async (id) => videos.get(id),
    save: async (video) => void videos.set(video.id, video),
    findByProject: async (id) => projects.get(id),
    linkProject: async (id, videoId) => void (projects.has(id) || projects.set(id, videoId)),
    rememberHint: async (id) => void hints.add(id),
    rememberReason: async (id, reason) => void reasons.set(id, reason),
    readReason: async (id) => reasons.get(id),
    takeHint: async (id) => hints.delete(id),
    saveReceipt: async (id, receipt) => void receipts.set(id, receipt),
    readReceipt: async (id) => receipts.get(id),
    saveCommand: async (id, command) => void wishes.set(`${id}:${command.confirmation}`, command),
    readCommand: async (id, confirmation) => wishes.get(`${id}:${confirmation}`),
  };
}
