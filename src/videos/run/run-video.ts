import { actorAsRequester, can } from '../../domain/access.ts';
import type { Render } from '../../domain/expected-poll-delay.ts';
import type {
  Lane,
  Lease,
  Messenger,
  NextRun,
  PrepareAudio,
  RateLimiter,
  Renderer,
  StoreFile,
} from '../../domain/ports.ts';
import { priceOf } from '../../domain/price.ts';
import { isIrreversible, isNewCheck } from '../../domain/video/after-command.ts';
import { lacksReason } from '../../domain/video/after-poll.ts';
import { cardVersionOf, isProgressOnly } from '../../domain/video/card-version.ts';
import type { DecisionContext, Effect, VideoEvent } from '../../domain/video/effect.ts';
import { projectOf, type SubmitOutcome } from '../../domain/video/outcome.ts';
import { mayHaveReceipt } from '../../domain/video/receipt.ts';
import { transition } from '../../domain/video/transition.ts';
import type { Project, UserCommand, Video } from '../../domain/video/video.ts';
import type { Random } from '../../lib/random.ts';
import type { FindCandidate } from './find-candidate.ts';
import { readFreshCommand } from './fresh-command.ts';
import {
  LeaseLostError,
  type PersistDeps,
  persist,
  persistIntent,
  saveUnderLease,
  updateIndexes,
  writeWithRetries,
} from './persist-video.ts';
import { recordedVideo } from './recorded-video.ts';
import type { RequesterMembership } from './requester-membership.ts';
import { withReason } from './with-reason.ts';

export interface RunVideoDeps extends PersistDeps {
  readonly renderer: Renderer;
  readonly messenger: Messenger;
  readonly storeFile: StoreFile;
  readonly prepareAudio: PrepareAudio;
  /** The limiter of paid requests. */
  readonly postLimiter: RateLimiter;
  /** A task's position in the app's own queue, 1 for the first; null if it does not wait. */
  readonly queuePosition: (id: string) => Promise<number | null>;
  readonly findCandidate: FindCandidate;
  /** Checked before each paid request. */
  readonly requesterMembership: RequesterMembership;
  readonly random: Random;
  readonly pollScale: number;
  readonly webhook: () => boolean;
  /** The recent renders and how long they took. */
  readonly renders: () => Promise<readonly Render[]>;
}

/** Runs one video's task as far as it can go now. Returns when to run it again. */
export type RunVideo = (id: string, payload: string, lease: Lease) => Promise<NextRun>;

const MAX_EFFECTS = 50;
/** Waking a rendering video has the same meaning: see `receive-hint.ts`. */
const HINT: VideoEvent = { type: 'hint' };

/**
 * Runs a video after its form was submitted: loads the state, performs one effect, stores the
 * state, and repeats. Each effect's intent is stored before the effect is performed. A run throws
 * what the store throws, without performing the effect.
 * @throws {LeaseLostError} from a run, if another run holds the video's task.
 */
export function createRunVideo(deps: RunVideoDeps): RunVideo {
  const { store, projects, clock } = deps;
  const contextFactory =
    (lane: Lane | undefined, renders: readonly Render[]) => (): DecisionContext => ({
      lane,
      now: clock.now(),
      random: deps.random(),
      pollScale: deps.pollScale,
      hasWebhook: deps.webhook(),
      renders,
    });

  return async (id, payload, lease) => {
    let stored = await store.load(id);
    // The process may have crashed between storing the video and storing its index entries.
    if (stored?.project && stored.poll.count === 0) await projects.link(stored.project, id);
    if (stored?.state === 'unconfirmed')
      await deps.unconfirmed.add(id, stored.since, stored.askedOf);
    const command = stored && (await store.readCommand(id, stored.confirmations));
    const context = contextFactory(lease.lane, deps.webhook() ? [] : await deps.renders());
    let events: readonly VideoEvent[] = [
      { type: 'start' },
      ...(stored?.state === 'rendering' && lease.lane === 'prompt' ? [HINT] : []),
      ...(stored ? await receiptEvents(deps, stored) : []),
      ...(stored && command ? await commandEvents(deps, stored, command) : []),
    ];
    for (let effects = 0; effects < MAX_EFFECTS; effects += 1) {
      const before = stored ?? recordedVideo(payload, clock.now());
      let next = transition(before, events, context());
      if (isIrreversible(before, next)) {
        await assertLeaseHeld(lease);
        // These events came before the last one took effect, so they are applied first. The
        // command is read last, so that no Cancel is missed in between.
        const missed = await receiptEvents(deps, before);
        const latest = await readFreshCommand(deps, before);
        if (latest?.choice === 'cancel') missed.push({ type: 'command', command: latest });
        if (missed.length > 0) next = transition(before, [...missed, ...events], context());
      }
      const { video, effect } = next;
      if (effect.type !== 'wait' && effect.type !== 'end') {
        if (video !== stored) await persistIntent(deps, lease, stored, next);
        stored = video;
        events = [await perform(deps, effect, video, lease)];
        continue;
      }
      const nextRun: NextRun =
        effect.type === 'end' ? 'idle' : { at: effect.until, lane: effect.lane };
      const signal = await suspendVideo(deps, lease, { before: stored, video, nextRun });
      if (!signal) return nextRun;
      stored = video;
      events = [signal];
    }
    throw new Error('a video goes round in circles');
  };
}

/** The requester's command. A new check comes with its finding, so that one edit shows both. */
async function commandEvents(
  { findCandidate }: RunVideoDeps,
  video: Video,
  command: UserCommand,
): Promise<VideoEvent[]> {
  const chosen: VideoEvent = { type: 'command', command };
  if (!isNewCheck(video, command)) return [chosen];
  return [{ type: 'candidate', candidate: await findCandidate(video) }, chosen];
}

/** The answer to a paid request, if the video's record lacks it. */
async function receiptEvents(deps: RunVideoDeps, video: Video): Promise<VideoEvent[]> {
  const receipt = mayHaveReceipt(video) ? await deps.store.readReceipt(video.id) : undefined;
  if (!receipt) return [];
  // After a crash the link may be missing, and other videos could be offered the project.
  await deps.projects.link(receipt.project, video.id);
  return [{ type: 'receipt', receipt }];
}

/** A webhook, a receipt or a candidate that arrived since the run began. */
async function pendingSignals(deps: RunVideoDeps, video: Video): Promise<VideoEvent | null> {
  if (video.project) return webhookEvent(deps, video, video.project);
  if (video.state !== 'unconfirmed') return null;
  const [receipt] = await receiptEvents(deps, video);
  if (receipt) return receipt;
  const candidate = await deps.findCandidate(video);
  return candidate?.id === video.candidate?.id ? null : { type: 'candidate', candidate };
}

/** What a webhook said about the project: to poll now, or why it failed. */
async function webhookEvent(
  { projects }: RunVideoDeps,
  video: Video,
  project: Project,
): Promise<VideoEvent | null> {
  if (video.state === 'rendering') return (await projects.takeHint(project)) ? HINT : null;
  const detail = lacksReason(video) ? await projects.readReason(project) : undefined;
  return detail === undefined ? null : { type: 'reason', detail };
}

/**
 * Stores a video that has nothing to do now, and when it runs next. If a signal has arrived
 * meanwhile, returns that instead, and the run continues.
 */
async function suspendVideo(
  deps: RunVideoDeps,
  lease: Lease,
  { before, video, nextRun }: { before: Video | undefined; video: Video; nextRun: NextRun },
): Promise<VideoEvent | null> {
  if (video === before) return pendingSignals(deps, video);
  // The answer to a paid request is stored first.
  if (before?.state === 'submitting') {
    await persist(deps, lease, before, video);
    return pendingSignals(deps, video);
  }
  // Signals find the video by its indexes, so they are updated before signals are read.
  await updateIndexes(deps, before, video);
  const signal = await pendingSignals(deps, video);
  await saveUnderLease(deps, lease, { before, video, ...(signal ? {} : { nextRun }) });
  return signal;
}

async function perform(
  deps: RunVideoDeps,
  effect: Exclude<Effect, { type: 'wait' | 'end' }>,
  video: Video,
  lease: Lease,
): Promise<VideoEvent> {
  const { messenger, renderer } = deps;
  await assertLeaseHeld(lease);
  switch (effect.type) {
    case 'post': {
      const cardVersion = cardVersionOf(video, deps.clock.now());
      const outcome = await messenger.post(video, effect.slot);
      logEvent(deps, 'message_posted', video, { slot: effect.slot, outcome: outcome.kind });
      return { type: 'posted', slot: effect.slot, outcome, cardVersion };
    }
    case 'find': {
      const { slot } = effect;
      return { type: 'found', slot, outcome: await messenger.find(video, slot) };
    }
    case 'retract': {
      const outcome = await messenger.retract(video, { channel: effect.channel, ts: effect.ts });
      logEvent(deps, 'message_withdrawn', video, { slot: effect.slot, outcome: outcome.kind });
      return { type: 'retracted', slot: effect.slot, outcome };
    }
    case 'edit': {
      const isOptional = isProgressOnly(video.cardVersion, effect.cardVersion);
      const outcome = await messenger.edit(video, isOptional);
      if (outcome.kind !== 'done' && outcome.kind !== 'skipped')
        logEvent(deps, 'card_not_edited', video, { outcome: outcome.kind });
      return { type: 'edited', cardVersion: effect.cardVersion, outcome };
    }
    case 'edit_reply': {
      const { slot } = effect;
      const outcome = await messenger.edit(video, false, slot);
      logEvent(deps, 'reply_edited', video, { slot, outcome: outcome.kind });
      return { type: 'reply_edited', slot, outcome };
    }
    case 'prepare': {
      const { audio } = video.order;
      if (!audio) throw new Error('nothing to prepare');
      const outcome = await deps.prepareAudio(audio);
      logEvent(deps, 'audio_prepared', video, { outcome: outcome.kind });
      return { type: 'prepared', outcome };
    }
    case 'reserve': {
      const membership = await deps.requesterMembership(video);
      const actor = actorAsRequester({ user: video.requester, membership });
      if (can(actor, 'make', 'direct') !== 'yes') {
        logEvent(deps, 'video_not_allowed', video, { outcome: membership });
        return { type: 'not_allowed' };
      }
      const waitMs = await deps.postLimiter.take();
      const place = waitMs === 0 ? null : await deps.queuePosition(video.id);
      return { type: 'reserved', waitMs, place, account: renderer.account };
    }
    case 'submit': {
      const outcome = await renderer.submit(video.order, video.audioUrl);
      const { audio, script } = video.order;
      const credits = audio ? {} : { credits: priceOf(script).credits };
      logEvent(deps, 'video_submitted', video, {
        outcome: outcome.kind,
        ...(outcome.kind === 'done' ? credits : {}),
      });
      if (outcome.kind === 'done') await saveReceipt(deps, video, outcome);
      return { type: 'submitted', outcome };
    }
    case 'poll': {
      if (!video.project) throw new Error('a rendering video without a project');
      const outcome = await renderer.poll(video.project);
      return { type: 'polled', outcome: await withReason(deps.projects, video.project, outcome) };
    }
    case 'discard_file': {
      const outcome = await messenger.discard(video, effect.fileId);
      logEvent(deps, 'file_never_shown', video, { discarded: outcome.kind });
      return { type: 'file_discarded', outcome };
    }
    case 'store_file': {
      const outcome = await deps.storeFile(video);
      logEvent(deps, 'file_stored', video, {
        outcome: outcome.kind,
        ...(outcome.kind === 'impossible' ? { why: outcome.why } : {}),
      });
      return { type: 'file_stored', outcome };
    }
  }
}

/** Runs before the lease check: an answer that names a project must never be lost. */
async function saveReceipt(
  { store, projects, clock }: RunVideoDeps,
  { id }: Video,
  outcome: Extract<SubmitOutcome, { kind: 'done' }>,
): Promise<void> {
  const project = projectOf(outcome);
  await writeWithRetries(clock, async () => {
    await store.saveReceipt(id, { project, at: clock.now() });
    await projects.link(project, id);
  });
}

async function assertLeaseHeld(lease: Lease): Promise<void> {
  if (!(await lease.isHeld())) throw new LeaseLostError();
}

function logEvent(
  deps: RunVideoDeps,
  event: string,
  video: Video,
  fields: Record<string, string | number>,
): void {
  deps.logEvent(event, { video: video.id, ...fields });
}
