import type { ProjectStore, TaskQueue, UnconfirmedStore } from '../domain/ports.ts';

/** Takes a webhook as a hint that a project may be done. Changes no video by itself. */
export type ReceiveHint = (
  projectId: string,
  reason?: string | null,
) => Promise<'known' | 'unknown'>;

/**
 * Wakes the video that waits for the project, so that it polls now. If no video waits, stores the
 * hint, since it may arrive before the answer to our own request, and wakes all unconfirmed videos,
 * one of which may own the project. Stores a failure's reason for the poll that confirms the
 * failure. Throws what the store throws: then the webhook must not be acknowledged.
 */
export function createReceiveHint(deps: {
  readonly store: Pick<ProjectStore, 'rememberHint' | 'rememberReason' | 'findByProject'>;
  readonly unconfirmed: Pick<UnconfirmedStore, 'rememberHint' | 'videoIds'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): ReceiveHint {
  async function wakeVideoOf(projectId: string): Promise<boolean> {
    const taskId = await deps.store.findByProject(projectId);
    if (taskId !== undefined) await deps.queue.wake(taskId);
    return taskId !== undefined;
  }
  return async (projectId, reason = null) => {
    if (reason !== null) await deps.store.rememberReason(projectId, reason);
    if (await wakeVideoOf(projectId)) return 'known';
    await deps.store.rememberHint(projectId);
    // The project may have been linked meanwhile.
    if (await wakeVideoOf(projectId)) return 'known';
    await deps.unconfirmed.rememberHint(projectId);
    for (const id of await deps.unconfirmed.videoIds()) await deps.queue.wake(id);
    return 'unknown';
  };
}
