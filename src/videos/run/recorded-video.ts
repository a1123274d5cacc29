import { z } from 'zod';
import {
  homeSchema,
  lineageSchema,
  type NewVideo,
  newVideo,
  orderSchema,
  type Video,
} from '../../domain/video/video.ts';

const newVideoSchema = z.object({
  id: z.string(),
  parent: z.string().nullable(),
  lineage: lineageSchema.nullable().default(null),
  workspace: z.string(),
  requester: z.string(),
  requesterHome: homeSchema.nullable().default(null),
  locale: z.string(),
  origin: z.object({ channel: z.string(), threadTs: z.string().nullable() }),
  order: orderSchema,
});

/**
 * The video as its task's payload recorded it, before any event.
 * @throws {z.ZodError | SyntaxError} if the payload is damaged.
 */
export function recordedVideo(payload: string, now: number): Video {
  const input: NewVideo = newVideoSchema.parse(JSON.parse(payload));
  return newVideo(input, now);
}
