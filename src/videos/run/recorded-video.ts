import { type NewVideo, newVideo, newVideoSchema, type Video } from '../../domain/video/video.ts';

/**
 * The video as its task's payload recorded it, before any event.
 * @throws {ZodError | SyntaxError} if the payload is damaged.
 */
export function recordedVideo(payload: string, now: number): Video {
  const input: NewVideo = newVideoSchema.parse(JSON.parse(payload));
  return newVideo(input, now);
}
