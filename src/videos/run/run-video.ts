import type { Render } from '../../domain/expected-poll-delay.ts';
import type { Lane, Lease, NextRun } from '../../domain/ports.ts';
import { isIrreversible } from '../../domain/video/after-command.ts';
import type { DecisionContext, VideoEvent } from '../../domain/video/effect.ts';
import { transition } from '../../domain/video/transition.ts';
import type { Video } from '../../domain/video/video.ts';
import type { Random } from '../../lib/random.ts';
import type { FindCandidate } from './find-candidate.ts';
import { readFreshCommand } from './fresh-command.ts';
import { type PerformDeps, performEffect } from './perform-effect.ts';
import {
  assertLeaseHeld,
  persist,
  persistIntent,
  saveUnderLease,
  updateIndexes,
} from './persist-video.ts';
import { recordedVideo } from './recorded-video.ts';
import { commandEvents, HINT, pendingSignals, receiptEvents } from './video-signals.ts';

export interface RunVideoDeps extends PerformDeps {
  readonly findCandidate: FindCandidate;
  readonly random: Random;
  readonly pollScale: number;
  readonly webhook: () => boolean;
  /** The recent renders and how long they took. */
  readonly renders: () => Promise<readonly Render[]>;
}

/** Runs one video's task as far as it can go now. Returns when to run it again. */
export type RunVideo = (id: string, payload: string, lease: Lease) => Promise<NextRun>;

const MAX_EFFECTS = 50;

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
        events = [await performEffect(deps, effect, video, lease)];
        continue;
      }
      const nextRun: NextRun =
        effect.type === 'end' ? 'idle' : { at: effect.until, lane: effect.lane };
      const signal = await suspendVideo(deps, lease, { before: stored, video, nextRun });
      if (!signal) return nextRun;
      stored = video;
      events = [signal];
    }
    throw new Error(`a run performed ${MAX_EFFECTS} effects and did not end`);
  };
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
