import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import type { Wish } from '../domain/video/video.ts';

export type SettleOutcome = 'noted' | 'not yours' | 'gone' | 'settled already' | 'taken by another';

/**
 * What its requester wants done with a video of which nobody knows whether Jogg took it. Leaves
 * the wish for the video's own task, which alone may change the video. A project is given to one
 * video at most.
 */
export type SettleUnconfirmed = (asked: {
  readonly videoId: string;
  readonly workspace: string;
  readonly user: string;
  readonly wish: Wish;
}) => Promise<SettleOutcome>;

export function createSettleUnconfirmed(deps: {
  readonly store: Pick<VideoStore, 'load' | 'leaveWish' | 'findByProject' | 'linkProject'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): SettleUnconfirmed {
  const { store } = deps;
  const take = async (projectId: string, videoId: string): Promise<boolean> => {
    await store.linkProject(projectId, videoId);
    return (await store.findByProject(projectId)) === videoId;
  };

  return async ({ videoId, workspace, user, wish }) => {
    const video = await store.load(videoId);
    if (!video || video.workspace !== workspace) return 'gone';
    if (video.requester !== user) return 'not yours';
    if (video.state !== 'unconfirmed' || video.confirmations !== wish.confirmation)
      return 'settled already';
    if (wish.choice === 'take_likely') {
      const { likely } = video;
      if (likely === null || likely.id !== wish.project) return 'settled already';
      if (!(await take(likely.id, videoId))) {
        // It looks for another one.
        await deps.queue.wake(videoId);
        return 'taken by another';
      }
    }
    await store.leaveWish(videoId, wish);
    await deps.queue.wake(videoId);
    return 'noted';
  };
}
