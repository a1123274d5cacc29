import type { TaskQueue } from '../domain/ports.ts';
import { type NewVideo, orderSchema } from '../domain/video/video.ts';

export interface RequestVideoDeps {
  readonly queue: TaskQueue;
  /** Adds a video to its requester's own list. */
  readonly remember: (workspace: string, requester: string, videoId: string) => Promise<void>;
  readonly logEvent: (event: string, fields: Record<string, string | boolean>) => void;
}

/** Records a confirmed form durably. `duplicate`: it was recorded before; nothing changes. */
export type RequestVideo = (video: NewVideo) => Promise<'recorded' | 'duplicate'>;

/**
 * Recording is one atomic write of the task and the input of its first run. If it returns, the
 * video survives any crash. If it throws, nothing was recorded.
 */
export function createRequestVideo({ queue, remember, logEvent }: RequestVideoDeps): RequestVideo {
  return async (video) => {
    const order = orderSchema.parse(video.order);
    await remember(video.workspace, video.requester, video.id);
    const added = await queue.add(video.id, JSON.stringify({ ...video, order }));
    logEvent('video_requested', { video: video.id, duplicate: !added });
    if (!added) return 'duplicate';
    return 'recorded';
  };
}
