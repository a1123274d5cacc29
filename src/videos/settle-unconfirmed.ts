import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import type { Wish } from '../domain/video.ts';

export type SettleOutcome = 'noted' | 'not yours' | 'gone' | 'settled already';

/**
 * What its requester wants done with a video of which nobody knows whether Jogg took it. Leaves
 * the wish for the video's own task, which alone may change the video.
 */
export type SettleUnconfirmed = (asked: {
  readonly videoId: string;
  readonly workspace: string;
  readonly user: string;
  readonly wish: Wish;
}) => Promise<SettleOutcome>;

export function createSettleUnconfirmed(deps: {
  readonly store: Pick<VideoStore, 'load' | 'leaveWish'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): SettleUnconfirmed {
  return async ({ videoId, workspace, user, wish }) => {
    const video = await deps.store.load(videoId);
    if (!video || video.workspace !== workspace) return 'gone';
    if (video.requester !== user) return 'not yours';
    if (video.state !== 'unconfirmed' || video.confirmations !== wish.confirmation)
      return 'settled already';
    await deps.store.leaveWish(videoId, wish);
    await deps.queue.wake(videoId);
    return 'noted';
  };
}
