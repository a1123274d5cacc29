import type { ProjectStore, TaskQueue, Unconfirmed } from '../domain/ports.ts';

/** A webhook is a hint that a project may be done. It changes no video by itself. */
export type ReceiveHint = (
  projectId: string,
  reason?: string | null,
) => Promise<'known' | 'unknown'>;

/**
 * Remembers the hint durably, then brings forward the next run of the video that waits for the
 * project. In this order, because the hint may arrive before the answer to our own request. A
 * project that no video waits for may belong to an unconfirmed video: those search for themselves.
 * The reason of a failure is stored for the poll that confirms it. Throws what the store throws:
 * then the webhook must not be acknowledged.
 */
export function createReceiveHint(deps: {
  readonly store: Pick<ProjectStore, 'rememberHint' | 'rememberReason' | 'findByProject'>;
  readonly unconfirmed: Pick<Unconfirmed, 'rememberHint' | 'videoIds'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): ReceiveHint {
  return async (projectId, reason = null) => {
    if (reason !== null) await deps.store.rememberReason(projectId, reason);
    await deps.store.rememberHint(projectId);
    const taskId = await deps.store.findByProject(projectId);
    if (taskId !== undefined) {
      await deps.queue.wake(taskId);
      return 'known';
    }
    await deps.unconfirmed.rememberHint(projectId);
    for (const id of await deps.unconfirmed.videoIds()) await deps.queue.wake(id);
    return 'unknown';
  };
}
