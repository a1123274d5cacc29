import { actorOfOwn, can } from '../domain/access.ts';
import type {
  Lane,
  Lease,
  Messenger,
  NextRun,
  PrepareAudio,
  RateLimiter,
  Renderer,
  StoreFile,
  Unconfirmed,
  VideoStore,
} from '../domain/ports.ts';
import { isIrreversible } from '../domain/video/after-command.ts';
import { cardVersionOf } from '../domain/video/card-version.ts';
import type { DecisionContext, Effect, VideoEvent } from '../domain/video/effect.ts';
import { mayHaveReceipt } from '../domain/video/receipt.ts';
import { transition } from '../domain/video/transition.ts';
import type { JoggVersion, Video } from '../domain/video/video.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import type { FindCandidate } from './find-candidate.ts';
import { recordedVideo } from './recorded-video.ts';
import type { RequesterStanding } from './requester-standing.ts';
import { withReason } from './with-reason.ts';

export interface RunVideoDeps {
  readonly store: VideoStore;
  readonly renderer: Renderer;
  readonly messenger: Messenger;
  readonly storeFile: StoreFile;
  readonly prepareAudio: PrepareAudio;
  /** The limiter of paid requests. */
  readonly postLimiter: RateLimiter;
  /** A task's place in our own queue, 1 for the first; null where it does not wait. */
  readonly place: (id: string) => Promise<number | null>;
  /** The unconfirmed videos: a webhook that names an unknown project wakes them. */
  readonly unconfirmed: Pick<Unconfirmed, 'add' | 'remove'>;
  readonly findCandidate: FindCandidate;
  /** Runs a video's task again now, on any replica. */
  readonly wake: (id: string) => Promise<void>;
  /** The requester's standing, checked before each paid request. */
  readonly standing: RequesterStanding;
  /** Records how long a render took, in ms. */
  readonly rendered: (ms: number) => Promise<void>;
  readonly clock: Clock;
  readonly random: Random;
  readonly pollScale: number;
  readonly webhook: () => boolean;
  readonly logEvent: LogEvent;
}

/** Runs one video's task as far as it goes now, and says when to run it again. */
export type RunVideo = (id: string, payload: string, lease: Lease) => Promise<NextRun>;

/** Another holder has the lease and continues with the video. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'lease_lost';
}

/** A run with more effects than this is a loop. */
const MOST_EFFECTS = 50;
const SAVES_AFTER_PAYING = 5;
const FOUND_LATER_MS = 60_000;

/**
 * Everything that happens to a video after its form: read the state, perform one effect, write the
 * state. The intent of each effect is stored before it is performed. Throws what the store throws,
 * without having performed the effect.
 * @throws {LeaseLostError} from a run, where another one holds the video's task by now.
 */
export function createRunVideo(deps: RunVideoDeps): RunVideo {
  const { store, clock } = deps;
  const context = (lane: Lane | undefined): DecisionContext => ({
    lane,
    now: clock.now(),
    random: deps.random(),
    pollScale: deps.pollScale,
    hasWebhook: deps.webhook(),
  });

  return async (id, payload, lease) => {
    let stored = await store.load(id);
    // A crash may have come between storing a video and its index entries.
    if (stored?.project && stored.poll.count === 0) await store.linkProject(stored.project.id, id);
    if (stored?.state === 'unconfirmed') await deps.unconfirmed.add(id, stored.since);
    const command = stored && (await store.readCommand(id, stored.confirmations));
    let events: readonly VideoEvent[] = [
      { type: 'start' },
      ...(stored ? await receiptsOf(deps, stored) : []),
      ...(command ? [{ type: 'command', command } as const] : []),
    ];
    for (let effects = 0; effects < MOST_EFFECTS; effects += 1) {
      const before = stored ?? recordedVideo(payload, clock.now());
      let next = transition(before, events, context(lease.lane));
      if (isIrreversible(before, next)) {
        await assertLeaseHeld(lease);
        const late = await store.readCommand(id, before.confirmations);
        // They arrived before the last event could be acted on, so they go first.
        const left: VideoEvent[] = await receiptsOf(deps, before);
        if (late?.choice === 'cancel') left.push({ type: 'command', command: late });
        if (left.length > 0) next = transition(before, [...left, ...events], context(lease.lane));
      }
      const { video, effect } = next;
      if (video !== stored) await persist(deps, lease, stored, video);
      stored = video;
      if (effect.type === 'wait' || effect.type === 'end') {
        const news = await pendingSignals(deps, video);
        if (!news) return effect.type === 'end' ? 'idle' : { at: effect.until, lane: effect.lane };
        events = [news];
      } else {
        events = [await perform(deps, effect, video, lease)];
      }
    }
    throw new Error('a video goes round in circles');
  };
}

/** The answer to a paid request that the video's record does not know. */
async function receiptsOf({ store }: RunVideoDeps, video: Video): Promise<VideoEvent[]> {
  const receipt = mayHaveReceipt(video) ? await store.readReceipt(video.id) : undefined;
  return receipt ? [{ type: 'receipt', receipt }] : [];
}

/** Webhooks, and answers that came too late for their holder, since the run began. */
async function pendingSignals(deps: RunVideoDeps, video: Video): Promise<VideoEvent | null> {
  if (video.project) return (await deps.store.takeHint(video.project.id)) ? { type: 'hint' } : null;
  if (video.state !== 'unconfirmed') return null;
  const [receipt] = await receiptsOf(deps, video);
  if (receipt) return receipt;
  const candidate = await deps.findCandidate(video);
  return candidate?.id === video.candidate?.id ? null : { type: 'candidate', candidate };
}

/**
 * Stores a video after an event, unless another holder has its task: then that one is woken and
 * reads the receipt. A failing store is tried several times before Jogg's answer to a paid request
 * is given up.
 */
async function persist(
  deps: RunVideoDeps,
  lease: Lease,
  before: Video | undefined,
  video: Video,
): Promise<void> {
  const paid = before?.state === 'submitting';
  const save = async (): Promise<void> => {
    if (!(await lease.isHeld())) {
      if (paid && video.project) await deps.wake(video.id);
      throw new LeaseLostError();
    }
    await deps.store.save(video);
  };
  await (paid ? stubbornly(deps.clock, save) : save());
  if (before && before.state !== video.state)
    logEvent(deps, 'video_moved', video, { from: before.state, to: video.state });
  const { project, submittedAt, askedAt } = video;
  if (video.state === 'unconfirmed' && before?.state !== 'unconfirmed')
    await deps.unconfirmed.add(video.id, video.since);
  if (before?.state === 'unconfirmed' && video.state !== 'unconfirmed')
    await deps.unconfirmed.remove(video.id);
  if (project && before?.project?.id !== project.id && !paid)
    await deps.store.linkProject(project.id, video.id);
  // The start time of a project that was found later is unknown.
  const timed = submittedAt !== null && submittedAt - (askedAt ?? submittedAt) < FOUND_LATER_MS;
  if (before?.state === 'rendering' && video.state === 'ready' && timed)
    await deps.rendered(video.since - submittedAt);
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
    case 'find':
      return {
        type: 'found',
        slot: effect.slot,
        outcome: await messenger.find(video, effect.slot),
      };
    case 'retract': {
      const outcome = await messenger.retract(video, { channel: effect.channel, ts: effect.ts });
      logEvent(deps, 'message_withdrawn', video, { slot: effect.slot, outcome: outcome.kind });
      return { type: 'retracted', slot: effect.slot, outcome };
    }
    case 'edit': {
      const outcome = await messenger.edit(video);
      if (outcome.kind !== 'done')
        logEvent(deps, 'card_not_edited', video, { outcome: outcome.kind });
      return { type: 'edited', cardVersion: effect.cardVersion, outcome };
    }
    case 'prepare': {
      const { audio } = video.order;
      if (!audio) throw new Error('nothing to prepare');
      const outcome = await deps.prepareAudio(audio);
      logEvent(deps, 'audio_prepared', video, { outcome: outcome.kind });
      return { type: 'prepared', outcome };
    }
    case 'reserve': {
      const standing = await deps.standing(video);
      const actor = actorOfOwn({ user: video.requester, standing });
      if (can(actor, 'make', 'direct') !== 'yes') {
        logEvent(deps, 'video_not_allowed', video, { outcome: standing });
        return { type: 'not_allowed' };
      }
      const waitMs = await deps.postLimiter.take();
      return { type: 'reserved', waitMs, place: waitMs === 0 ? null : await deps.place(video.id) };
    }
    case 'submit': {
      const outcome = await renderer.submit(video.order, video.audioUrl);
      logEvent(deps, 'video_submitted', video, { outcome: outcome.kind });
      if (outcome.kind === 'done') await keepReceipt(deps, video, outcome);
      return { type: 'submitted', outcome };
    }
    case 'poll': {
      if (!video.project) throw new Error('a rendering video without a project');
      const outcome = await renderer.poll(video.project);
      return { type: 'polled', outcome: await withReason(deps.store, video.project.id, outcome) };
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

/** What must not be lost is written again while the store fails, five times in 5 s. */
async function stubbornly(clock: Clock, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (tries === SAVES_AFTER_PAYING || error instanceof LeaseLostError) throw error;
      await clock.sleep(500 * tries);
    }
  }
}

/** This comes before the lease check: an answer that names a project is never thrown away. */
async function keepReceipt(
  { store, clock }: RunVideoDeps,
  { id }: Video,
  { projectId, version }: { readonly projectId: string; readonly version: JoggVersion },
): Promise<void> {
  const receipt = { project: { id: projectId, version }, at: clock.now() };
  await stubbornly(clock, async () => {
    await store.saveReceipt(id, receipt);
    await store.linkProject(projectId, id);
  });
}

async function assertLeaseHeld(lease: Lease): Promise<void> {
  if (!(await lease.isHeld())) throw new LeaseLostError();
}

function logEvent(
  deps: RunVideoDeps,
  event: string,
  video: Video,
  fields: Record<string, string>,
): void {
  deps.logEvent(event, { video: video.id, ...fields });
}
