import type { TaskQueue, VideoStore } from '../domain/ports.ts';
import type { UserCommand, Video } from '../domain/video/video.ts';
import type { Projects } from './run/projects.ts';

export type ResolveOutcome = 'noted' | 'already resolved' | 'taken by another';

/**
 * Applies the requester's decision about an unconfirmed video: stores the command and wakes the
 * video's task, which alone changes the video. A project goes to at most one video. The caller has
 * authorized the requester. Throws what the store throws.
 */
export type ResolveUnconfirmed = (video: Video, command: UserCommand) => Promise<ResolveOutcome>;

/** Takes the project before it stores the command. */
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
        // The next run searches for another candidate.
        await deps.queue.wake(videoId);
        return 'taken by another';
      }
    }
    await store.saveCommand(videoId, command);
    await deps.queue.wake(videoId);
    return 'noted';
  };
}
