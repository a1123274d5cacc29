import { z } from 'zod';
import type { Video } from '../../domain/video/video.ts';

const EVENT_TYPE = 'jogg_video';

/** The metadata of the app's messages. It is stored with each message, so it never changes. */
export const metadataSchema = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ video_id: z.string().min(1) }),
});

/** The metadata that names a message's video. */
export const metadataOf = (video: Video): z.infer<typeof metadataSchema> => ({
  event_type: EVENT_TYPE,
  event_payload: { video_id: video.id },
});
