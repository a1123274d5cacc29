import { z } from 'zod';
import { metadataSchema } from './message-metadata.ts';

const messageSchema = z.object({
  metadata: metadataSchema.nullish().catch(null),
  blocks: z.array(z.unknown()).nullish().catch(null),
});
const actionsSchema = z.object({ type: z.literal('actions'), elements: z.array(z.unknown()) });
const buttonSchema = z.object({ type: z.literal('button'), value: z.string().min(1) });

/**
 * The id of the video that the app's message shows, from the metadata or, because Slack omits it
 * from some payloads, from the buttons. Null if neither has it. The id grants no access.
 */
export function videoIdOfMessage(message: unknown): string | null {
  const { metadata, blocks } = messageSchema.safeParse(message).data ?? {};
  if (metadata) return metadata.event_payload.video_id;
  const [button] = (blocks ?? [])
    .flatMap((block) => actionsSchema.safeParse(block).data?.elements ?? [])
    .flatMap((element) => buttonSchema.safeParse(element).data ?? []);
  return button?.value.split(':')[0] || null;
}
