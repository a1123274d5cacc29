import { actorOfOwn, may } from '../domain/may.ts';
import type {
  Budget,
  Claim,
  Lane,
  Messenger,
  PrepareAudio,
  Renderer,
  Rest,
  StoreFile,
  Unconfirmed,
  VideoStore,
} from '../domain/ports.ts';
import { isFateful } from '../domain/video/after-wish.ts';
import { cardFace } from '../domain/video/face.ts';
import { next } from '../domain/video/next.ts';
import { mayHaveReceipt } from '../domain/video/receipt.ts';
import type { Moment, Seen, Step } from '../domain/video/step.ts';
import type { JoggVersion, Video } from '../domain/video/video.ts';
import type { Chance } from '../lib/chance.ts';
import type { Clock } from '../lib/clock.ts';
import type { Note } from '../lib/log.ts';
import type { FindLikely } from './match-hint.ts';
import { recordedVideo } from './recorded-video.ts';
import type { RequesterStanding } from './requester-standing.ts';
import { withReason } from './with-reason.ts';

export interface AdvanceDeps {
  readonly store: VideoStore;
  readonly renderer: Renderer;
  readonly messenger: Messenger;
  readonly storeFile: StoreFile;
  readonly prepareAudio: PrepareAudio;
  /** The limit over paid requests. */
  readonly paying: Budget;
  /** A task's place in our own queue, 1 for the first; null where it is not in it. */
  readonly place: (id: string) => number | null;
  /** The unconfirmed videos: those that a webhook which names an unknown project wakes. */
  readonly unconfirmed: Pick<Unconfirmed, 'add' | 'remove'>;
  readonly findLikely: FindLikely;
  /** Brings the next run of a video's task forward to now, whoever runs it. */
  readonly wake: (id: string) => Promise<void>;
  /** Who the requester is, asked right before each paid request. */
  readonly standing: RequesterStanding;
  /** Learns how long a render took, in ms. */
  readonly rendered: (ms: number) => Promise<void>;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly scale: number;
  readonly webhook: () => boolean;
  readonly note: Note;
}

/** Runs one video's task as far as it goes now, and says when to run it again. */
export type Advance = (id: string, payload: string, claim: Claim) => Promise<Rest>;

/** The claim on a task went to somebody else; whoever holds it goes on with the video. */
export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError';
  readonly code = 'claim_lost';
}

/** A run that performs more effects than this is going round in circles. */
const MOST_STEPS = 50;
const SAVES_AFTER_PAYING = 5;
const FOUND_LATER_MS = 60_000;

/**
 * Everything that happens to a video after its form: read state, one effect, write state. The
 * intent of each effect is stored before it is performed. Throws what the store throws, without
 * having performed the effect.
 */
export function createAdvance(deps: AdvanceDeps): Advance {
  const { store, clock } = deps;
  const moment = (lane: Lane | undefined): Moment => ({
    lane,
    now: clock.now(),
    roll: deps.chance(),
    scale: deps.scale,
    webhook: deps.webhook(),
  });

  return async (id, payload, claim) => {
    let stored = await store.load(id);
    // A crash may have come between storing a video and what is kept beside it.
    if (stored?.project && stored.look.count === 0) await store.linkProject(stored.project.id, id);
    if (stored?.state === 'unconfirmed') await deps.unconfirmed.add(id, stored.since);
    const wish = stored && (await store.readWish(id, stored.confirmations));
    let seen: readonly Seen[] = [
      { saw: 'start' },
      ...(stored ? await receiptsOf(deps, stored) : []),
      ...(wish ? [{ saw: 'wish', wish } as const] : []),
    ];
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const before = stored ?? recordedVideo(payload, clock.now());
      let turn = next(before, seen, moment(claim.lane));
      if (isFateful(before, turn)) {
        await insist(claim);
        const late = await store.readWish(id, before.confirmations);
        // They were left before what was seen could be acted on: so they go first.
        const left: Seen[] = await receiptsOf(deps, before);
        if (late?.choice === 'cancel') left.push({ saw: 'wish', wish: late });
        if (left.length > 0) turn = next(before, [...left, ...seen], moment(claim.lane));
      }
      const { video, step } = turn;
      if (video !== stored) await keep(deps, claim, stored, video);
      stored = video;
      if (step.do === 'wait' || step.do === 'end') {
        const news = await newsOf(deps, video);
        if (!news) return step.do === 'end' ? 'until woken' : { at: step.until, lane: step.lane };
        seen = [news];
      } else {
        seen = [await perform(deps, step, video, claim)];
      }
    }
    throw new Error('a video goes round in circles');
  };
}

/** The answer to a paid request that the video's record does not know of. */
async function receiptsOf({ store }: AdvanceDeps, video: Video): Promise<Seen[]> {
  const receipt = mayHaveReceipt(video) ? await store.readReceipt(video.id) : undefined;
  return receipt ? [{ saw: 'receipt', receipt }] : [];
}

/** What webhooks, and answers that came too late for their holder, have told of since the run began. */
async function newsOf(deps: AdvanceDeps, video: Video): Promise<Seen | null> {
  if (video.project) return (await deps.store.takeHint(video.project.id)) ? { saw: 'hint' } : null;
  if (video.state !== 'unconfirmed') return null;
  const [receipt] = await receiptsOf(deps, video);
  if (receipt) return receipt;
  const likely = await deps.findLikely(video);
  return likely?.id === video.likely?.id ? null : { saw: 'likely', likely };
}

/**
 * Stores a video after something happened to it, unless its task went to somebody else: then that
 * one is woken, and reads what was paid for. A store in trouble is asked several times before what
 * Jogg answered to a paid request is given up.
 */
async function keep(
  deps: AdvanceDeps,
  claim: Claim,
  before: Video | undefined,
  video: Video,
): Promise<void> {
  const paid = before?.state === 'submitting';
  const save = async (): Promise<void> => {
    if (!(await claim.held())) {
      if (paid && video.project) await deps.wake(video.id);
      throw new ClaimLostError();
    }
    await deps.store.save(video);
  };
  await (paid ? stubbornly(deps.clock, save) : save());
  if (before && before.state !== video.state)
    note(deps, 'video_moved', video, { from: before.state, to: video.state });
  const { project, submittedAt, askedAt } = video;
  if (video.state === 'unconfirmed' && before?.state !== 'unconfirmed')
    await deps.unconfirmed.add(video.id, video.since);
  if (before?.state === 'unconfirmed' && video.state !== 'unconfirmed')
    await deps.unconfirmed.remove(video.id);
  if (project && before?.project?.id !== project.id && !paid)
    await deps.store.linkProject(project.id, video.id);
  // Of a project that was found later nobody knows how long it took.
  const timed = submittedAt !== null && submittedAt - (askedAt ?? submittedAt) < FOUND_LATER_MS;
  if (before?.state === 'rendering' && video.state === 'ready' && timed)
    await deps.rendered(video.since - submittedAt);
}

async function perform(
  deps: AdvanceDeps,
  step: Exclude<Step, { do: 'wait' | 'end' }>,
  video: Video,
  claim: Claim,
): Promise<Seen> {
  const { messenger, renderer } = deps;
  await insist(claim);
  switch (step.do) {
    case 'post': {
      const face = cardFace(video, deps.clock.now());
      const outcome = await messenger.post(video, step.slot);
      note(deps, 'message_posted', video, { slot: step.slot, outcome: outcome.kind });
      return { saw: 'posted', slot: step.slot, outcome, face };
    }
    case 'find':
      return { saw: 'found', slot: step.slot, outcome: await messenger.find(video, step.slot) };
    case 'withdraw': {
      const outcome = await messenger.withdraw(video, { channel: step.channel, ts: step.ts });
      note(deps, 'message_withdrawn', video, { slot: step.slot, outcome: outcome.kind });
      return { saw: 'withdrawn', slot: step.slot, outcome };
    }
    case 'edit': {
      const outcome = await messenger.edit(video);
      if (outcome.kind !== 'done') note(deps, 'card_not_edited', video, { outcome: outcome.kind });
      return { saw: 'edited', face: step.face, outcome };
    }
    case 'prepare': {
      const { audio } = video.order;
      if (!audio) throw new Error('nothing to prepare');
      const outcome = await deps.prepareAudio(audio);
      note(deps, 'audio_prepared', video, { outcome: outcome.kind });
      return { saw: 'prepared', outcome };
    }
    case 'reserve': {
      const standing = await deps.standing(video);
      const actor = actorOfOwn({ user: video.requester, standing });
      if (may(actor, 'make', 'direct') !== 'yes') {
        note(deps, 'video_not_allowed', video, { outcome: standing });
        return { saw: 'not_allowed' };
      }
      const waitMs = await deps.paying.take();
      return { saw: 'reserved', waitMs, place: waitMs === 0 ? null : deps.place(video.id) };
    }
    case 'submit': {
      const outcome = await renderer.submit(video.order, video.audioUrl);
      note(deps, 'video_submitted', video, { outcome: outcome.kind });
      if (outcome.kind === 'done') await keepReceipt(deps, video, outcome);
      return { saw: 'submitted', outcome };
    }
    case 'look': {
      if (!video.project) throw new Error('a rendering video without a project');
      const outcome = await renderer.look(video.project);
      return { saw: 'looked', outcome: await withReason(deps.store, video.project.id, outcome) };
    }
    case 'discard_file': {
      const outcome = await messenger.discard(video, step.fileId);
      note(deps, 'file_never_shown', video, { discarded: outcome.kind });
      return { saw: 'file_discarded', outcome };
    }
    case 'store_file': {
      const outcome = await deps.storeFile(video);
      note(deps, 'file_stored', video, {
        outcome: outcome.kind,
        ...(outcome.kind === 'impossible' ? { why: outcome.why } : {}),
      });
      return { saw: 'file_stored', outcome };
    }
  }
}

/** What must not be lost is written again where the store fails, five times in 5 s. */
async function stubbornly(clock: Clock, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (tries === SAVES_AFTER_PAYING || error instanceof ClaimLostError) throw error;
      await clock.sleep(500 * tries);
    }
  }
}

/** Before anything asks who holds the task: an answer that names a project is never thrown away. */
async function keepReceipt(
  { store, clock }: AdvanceDeps,
  { id }: Video,
  { projectId, version }: { readonly projectId: string; readonly version: JoggVersion },
): Promise<void> {
  const receipt = { project: { id: projectId, version }, at: clock.now() };
  await stubbornly(clock, async () => {
    await store.leaveReceipt(id, receipt);
    await store.linkProject(projectId, id);
  });
}

async function insist(claim: Claim): Promise<void> {
  if (!(await claim.held())) throw new ClaimLostError();
}

function note(
  deps: AdvanceDeps,
  event: string,
  video: Video,
  fields: Record<string, string>,
): void {
  deps.note(event, { video: video.id, ...fields });
}
