import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import type { UserCommand, Video } from '../domain/video/video.ts';
import type { Projects } from './run/projects.ts';

export type ResolveOutcome = 'noted' | 'already resolved' | 'taken by another';

/**
 * What its requester decides about a video that Jogg may or may not have accepted. Leaves the
 * command for the video's own task, which alone may change the video. A project is given to one
 * video at most. The caller has authorised it. Throws what the store throws.
 */
export type ResolveUnconfirmed = (video: Video, command: UserCommand) => Promise<ResolveOutcome>;

export function createResolveUnconfirmed(deps: {
  readonly store: Pick<VideoStore, 'saveCommand'>;
  readonly projects: Pick<Projects, 'take'>;
  readonly queue: Pick<TaskQueue, 'wake'>;
}): ResolveUnconfirmed {
  const { store, projects } = deps;
  return async ({ id: videoId, state, confirmations, candidate }, command) => {
    if (state !== 'unconfirmed' || confirmations !== command.confirmation)
      return 'already resolved';
    if (command.choice === 'take_likely') {
      if (candidate === null || candidate.id !== command.project) return 'already resolved';
      if (!(await projects.take(candidate, videoId))) {
        // The run searches for another candidate.
        await deps.queue.wake(videoId);
        return 'taken by another';
      }
    }
    await store.saveCommand(videoId, command);
    await deps.queue.wake(videoId);
    return 'noted';
  };
}
