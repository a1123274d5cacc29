import type { TaskQueue, Unconfirmed, VideoStore } from '../domain/ports.ts';

/** What a webhook is worth: it names a project that may be done. Changes nothing by itself. */
export type ReceiveHint = (
  projectId: string,
  reason?: string | null,
) => Promise<'known' | 'unknown'>;

/**
 * Remembers the hint durably, then brings forward the next run of the video that waits for the
 * project. In this order, so that a hint that overtakes the answer to our own request is found
 * when that answer is stored. One that no video waits for may be of an unconfirmed one: those
 * look for themselves. Why it failed is kept for the poll that says that it did. Throws what the
 * store throws: then nothing may be acknowledged.
 */
export function createReceiveHint(deps: {
  readonly store: Pick<VideoStore, 'rememberHint' | 'rememberReason' | 'findByProject'>;
  readonly unconfirmed: Pick<Unconfirmed, 'rememberHint' | 'videoIds'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): ReceiveHint {
  return async (projectId, reason = null) => {
    if (reason !== null) await deps.store.rememberReason(projectId, reason);
    await deps.store.rememberHint(projectId);
    const videoId = await deps.store.findByProject(projectId);
    if (videoId !== undefined) {
      await deps.queue.wake(videoId);
      return 'known';
    }
    await deps.unconfirmed.rememberHint(projectId);
    for (const id of await deps.unconfirmed.videoIds()) await deps.queue.wake(id);
    return 'unknown';
  };
}
