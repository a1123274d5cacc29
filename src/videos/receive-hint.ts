import type { ProjectStore, TaskQueue, UnconfirmedStore } from '../domain/ports.ts';

/** A webhook is a hint that a project may be done. It changes no video by itself. */
export type ReceiveHint = (
  projectId: string,
  reason?: string | null,
) => Promise<'known' | 'unknown'>;

/**
 * Brings forward the next run of the video that waits for the project, which polls then. Without
 * one the hint is remembered durably, because it may arrive before the answer to our own request;
 * and the project may belong to an unconfirmed video: those search for themselves.
 * The reason of a failure is stored for the poll that confirms it. Throws what the store throws:
 * then the webhook must not be acknowledged.
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
    // It may have been linked meanwhile.
    if (await wakeVideoOf(projectId)) return 'known';
    await deps.unconfirmed.rememberHint(projectId);
    for (const id of await deps.unconfirmed.videoIds()) await deps.queue.wake(id);
    return 'unknown';
  };
}
