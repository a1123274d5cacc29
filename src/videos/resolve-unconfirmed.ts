import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import type { UserCommand } from '../domain/video/video.ts';

export type ResolveOutcome =
  | 'noted'
  | 'not yours'
  | 'gone'
  | 'already resolved'
  | 'taken by another';

/**
 * What its requester decides about a video that Jogg may or may not have accepted. Leaves
 * the command for the video's own task, which alone may change the video. A project is given to one
 * video at most.
 */
export type ResolveUnconfirmed = (asked: {
  readonly videoId: string;
  readonly workspace: string;
  readonly user: string;
  readonly command: UserCommand;
}) => Promise<ResolveOutcome>;

export function createResolveUnconfirmed(deps: {
  readonly store: Pick<VideoStore, 'load' | 'saveCommand' | 'findByProject' | 'linkProject'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): ResolveUnconfirmed {
  const { store } = deps;
  const take = async (projectId: string, videoId: string): Promise<boolean> => {
    await store.linkProject(projectId, videoId);
    return (await store.findByProject(projectId)) === videoId;
  };

  return async ({ videoId, workspace, user, command }) => {
    const video = await store.load(videoId);
    if (!video || video.workspace !== workspace) return 'gone';
    if (video.requester !== user) return 'not yours';
    if (video.state !== 'unconfirmed' || video.confirmations !== command.confirmation)
      return 'already resolved';
    if (command.choice === 'take_likely') {
      const { candidate } = video;
      if (candidate === null || candidate.id !== command.project) return 'already resolved';
      if (!(await take(candidate.id, videoId))) {
        // It looks for another one.
        await deps.queue.wake(videoId);
        return 'taken by another';
      }
    }
    await store.saveCommand(videoId, command);
    await deps.queue.wake(videoId);
    return 'noted';
  };
}
