import { isDeepStrictEqual } from 'node:util';
import type { Render } from '../../domain/expected-poll-delay.ts';
import type { Lease, NextRun, VideoStore } from '../../domain/ports.ts';
import type { Transition } from '../../domain/video/effect.ts';
import { speechSecondsOf } from '../../domain/video/schedule.ts';
import { canSkipSync } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import type { Clock } from '../../lib/clock.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { Projects } from './projects.ts';
import type { UnconfirmedVideos } from './tenant-accounts.ts';

export interface PersistDeps {
  readonly store: VideoStore;
  readonly projects: Projects;
  /** The index of unconfirmed videos: a webhook for an unknown project wakes them. */
  readonly unconfirmed: UnconfirmedVideos;
  /** Makes a video's task due now, on any replica. */
  readonly wake: (id: string) => Promise<void>;
  /** Records how long a render took. */
  readonly recordRender: (render: Render) => Promise<void>;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}

/** Another run holds the task now and continues with the video. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
  readonly code = 'lease_lost';
}

/** @throws {LeaseLostError} if another run holds the task. */
export async function assertLeaseHeld(lease: Lease): Promise<void> {
  if (!(await lease.isHeld())) throw new LeaseLostError();
}

const MAX_WRITES = 5;
const MAX_REQUEST_MS = 60_000;

/** Stores a video after an event, and updates its indexes. */
export async function persist(
  deps: PersistDeps,
  lease: Lease,
  before: Video | undefined,
  video: Video,
): Promise<void> {
  await saveUnderLease(deps, lease, { before, video });
  await updateIndexes(deps, before, video);
}

/**
 * Stores a video before its next effect. If the store's answer is lost, reads the record back: if
 * this version was stored, the run continues, because the effect has not begun. After a Cancel it
 * throws instead, and the next run finds the video in doubt.
 */
export async function persistIntent(
  deps: PersistDeps,
  lease: Lease,
  before: Video | undefined,
  next: Transition,
): Promise<void> {
  const { video } = next;
  try {
    await saveUnderLease(deps, lease, { before, video, canSkipSync: canSkipSync(before, next) });
  } catch (error) {
    if (error instanceof LeaseLostError) throw error;
    // If the record cannot be read back either, the first error is the cause.
    if (!(await isStored(deps, video).catch(() => false))) throw error;
    const command = await deps.store.readCommand(video.id, video.confirmations);
    if (command?.choice === 'cancel') throw error;
    deps.logEvent('video_read_back', { video: video.id, state: video.state });
    logStateChange(deps, before, video);
  }
  await updateIndexes(deps, before, video);
}

async function isStored({ store, clock }: PersistDeps, video: Video): Promise<boolean> {
  let stored: Video | undefined;
  await writeWithRetries(clock, async () => {
    stored = await store.load(video.id);
  });
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(video)));
}

/**
 * Stores a video while this run holds its task. Retries several times before it loses Jogg's answer
 * to a paid request. If another run holds the task by then, wakes it, so that it reads the receipt.
 * @throws {LeaseLostError} if another run holds the task.
 */
export async function saveUnderLease(
  deps: PersistDeps,
  lease: Lease,
  {
    before,
    video,
    ...options
  }: {
    before: Video | undefined;
    video: Video;
    nextRun?: NextRun | undefined;
    canSkipSync?: boolean;
  },
): Promise<void> {
  const isPaid = before?.state === 'submitting';
  const save = async (): Promise<void> => {
    if (await deps.store.save(video, lease, options)) return;
    if (isPaid && video.project) await deps.wake(video.id);
    throw new LeaseLostError();
  };
  await (isPaid ? writeWithRetries(deps.clock, save) : save());
  logStateChange(deps, before, video);
}

function logStateChange(
  { logEvent }: PersistDeps,
  before: Video | undefined,
  { id, state, since, submittedAt }: Video,
): void {
  if (before && before.state !== state)
    logEvent('video_moved', {
      video: id,
      from: before.state,
      to: state,
      lasted_ms: since - before.since,
      ...(submittedAt === null ? {} : { since_paid_ms: since - submittedAt }),
    });
}

/** Updates the indexes by project and of unconfirmed videos, and records the render's duration. */
export async function updateIndexes(
  deps: PersistDeps,
  before: Video | undefined,
  video: Video,
): Promise<void> {
  const { project, submittedAt, askedAt } = video;
  if (video.state === 'unconfirmed' && before?.state !== 'unconfirmed')
    await deps.unconfirmed.add(video.id, video.since, video.askedOf);
  if (before?.state === 'unconfirmed' && video.state !== 'unconfirmed')
    await deps.unconfirmed.remove(video.id, before.askedOf);
  if (project && before?.project?.id !== project.id && before?.state !== 'submitting')
    await deps.projects.link(project, video.id);
  // A project that was found later has no known start time.
  const isTimed = submittedAt !== null && submittedAt - (askedAt ?? submittedAt) < MAX_REQUEST_MS;
  // This comes after the result is shown, so that nobody waits for it.
  if (before?.state === 'ready' && video.state === 'delivered' && isTimed)
    await deps.recordRender({
      speechSeconds: speechSecondsOf(video.order),
      afterMs: Math.max(0, video.poll.runningAt - submittedAt),
      byMs: before.since - submittedAt,
    });
}

/** Writes what must not be lost: tries five times within 5 s while the store fails. */
export async function writeWithRetries(clock: Clock, write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await write();
      return;
    } catch (error) {
      if (tries === MAX_WRITES || error instanceof LeaseLostError) throw error;
      await clock.sleep(500 * tries);
    }
  }
}
