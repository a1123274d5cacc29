import { z } from 'zod';
import { parseJson } from '../../lib/parse-json.ts';
import { idField, textField } from '../schema/fields.ts';
import { reasonField } from '../schema/reason-field.ts';

/**
 * The events for the end of a render, by the API version that started the video.
 * https://docs.jogg.ai/api-reference/v2/Webhook/ListWebhookEvents
 */
export const VIDEO_EVENTS = {
  v1: ['generated_video_success', 'generated_video_failed'],
  v2: ['generated_avatar_video_success', 'generated_avatar_video_failed'],
} as const;

/** The content of a webhook. `ok` is only a hint: an authenticated poll decides. */
export interface WebhookEvent {
  readonly projectId: string;
  readonly event: string;
  readonly eventId: string | null;
  readonly ok: boolean | null;
  /** Jogg's reason for a failure. */
  readonly reason: string | null;
}

/**
 * Parses a verified webhook. Null if it names no project. v2's pages document `video_id`, but real
 * webhooks have `project_id`. Never throws.
 */
export function readWebhookEvent(body: Uint8Array): WebhookEvent | null {
  const parsed = bodySchema.safeParse(parseJson(body));
  if (!parsed.success) return null;
  const { event, event_id, data } = parsed.data;
  const projectId = data.project_id ?? data.video_id;
  if (projectId === undefined) return null;
  const ok = successOf(event);
  const reason = ok === false ? (data.error ?? data.err_msg ?? data.reason ?? data.message) : null;
  return { projectId, event, eventId: event_id, ok, reason };
}

const optionalId = idField.optional().catch(undefined);
const bodySchema = z.object({
  event: z.string().max(200),
  event_id: textField,
  data: z.object({
    project_id: optionalId,
    video_id: optionalId,
    error: reasonField,
    err_msg: reasonField,
    reason: reasonField,
    message: reasonField,
  }),
});

function successOf(event: string): boolean | null {
  if (event.endsWith('_success')) return true;
  return event.endsWith('_failed') ? false : null;
}
