import { actorAsRequester, can } from '../../domain/access.ts';
import type {
  Lease,
  Messenger,
  PrepareAudio,
  RateLimiter,
  Renderer,
  StoreFile,
} from '../../domain/ports.ts';
import { priceOf } from '../../domain/price.ts';
import { cardVersionOf, isProgressOnly } from '../../domain/video/card-version.ts';
import type { Effect, VideoEvent } from '../../domain/video/effect.ts';
import { projectOf, type SubmitOutcome } from '../../domain/video/outcome.ts';
import type { Video } from '../../domain/video/video.ts';
import { assertLeaseHeld, type PersistDeps, writeWithRetries } from './persist-video.ts';
import type { RequesterMembership } from './requester-membership.ts';
import { withReason } from './with-reason.ts';

export interface PerformDeps extends PersistDeps {
  readonly renderer: Renderer;
  readonly messenger: Messenger;
  readonly storeFile: StoreFile;
  readonly prepareAudio: PrepareAudio;
  /** The limiter of paid requests. */
  readonly postLimiter: RateLimiter;
  /** A task's position in the app's own queue, 1 for the first; null if it does not wait. */
  readonly queuePosition: (id: string) => Promise<number | null>;
  /** Checked before each paid request. */
  readonly requesterMembership: RequesterMembership;
}

/**
 * Performs an effect, whose intent is stored, and returns its outcome as an event.
 * @throws {LeaseLostError} if another run holds the video's task; then nothing was performed.
 */
export async function performEffect(
  deps: PerformDeps,
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
  { store, projects, clock }: PersistDeps,
  { id }: Video,
  outcome: Extract<SubmitOutcome, { kind: 'done' }>,
): Promise<void> {
  const project = projectOf(outcome);
  await writeWithRetries(clock, async () => {
    await store.saveReceipt(id, { project, at: clock.now() });
    await projects.link(project, id);
  });
}

function logEvent(
  deps: PersistDeps,
  event: string,
  video: Video,
  fields: Record<string, string | number>,
): void {
  deps.logEvent(event, { video: video.id, ...fields });
}
