import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import { isInProgress, isUnpaid } from '../domain/video/state.ts';
import type { Video } from '../domain/video/video.ts';

/**
 * `unpaid`: Jogg was not asked yet. `maybe paid`: Jogg may still charge. `over`: nothing is left to
 * cancel, or the button belongs to an earlier confirmation.
 */
export type CancelOutcome = 'unpaid' | 'maybe paid' | 'over';

/**
 * Stores a cancel command and wakes the video's task, which alone changes the video. Throws what
 * the store throws.
 */
export type CancelVideo = (video: Video, confirmation: number) => Promise<CancelOutcome>;

/** Leaves the change of the video to its task. */
export function createCancelVideo(deps: {
  readonly store: Pick<VideoStore, 'saveCommand'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): CancelVideo {
  return async (video, confirmation) => {
    const { id, state, confirmations } = video;
    if (!isInProgress(state) || confirmations !== confirmation) return 'over';
    await deps.store.saveCommand(id, { choice: 'cancel', confirmation });
    await deps.queue.wake(id);
    return isUnpaid(state) ? 'unpaid' : 'maybe paid';
  };
}
