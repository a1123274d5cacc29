import { z } from 'zod';
import type { ProjectAnswer } from '../api/project-status.ts';
import {
  avatarIdField,
  idField,
  readyField,
  secondsField,
  shapeField,
  statusField,
  textField,
  timeField,
} from '../schema/fields.ts';
import { reasonField } from '../schema/reason-field.ts';

const optionalId = idField.optional().catch(undefined);

/**
 * `data` of a created video. Webhooks call the same id `project_id`.
 * https://docs.jogg.ai/api-reference/v2/Video/CreateVideoFromAvatar
 */
export const createdSchema = z
  .object({ video_id: optionalId, project_id: optionalId })
  .transform((data) => data.video_id ?? data.project_id)
  .pipe(z.string());

/**
 * `data` of `GET /v2/avatar_video/{id}`, as the spec, the guide or real answers have it.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/GetResult
 */
export const videoSchema = z
  .object({
    title: textField,
    video_name: textField,
    duration: secondsField,
    video_duration: secondsField,
    duration_seconds: secondsField,
    video_url: textField,
    cover_url: textField,
    created_at: timeField,
    status: statusField,
    error: reasonField,
    err_msg: reasonField,
  })
  .transform(
    (data): ProjectAnswer => ({
      title: data.title ?? data.video_name,
      seconds: data.duration ?? data.video_duration ?? data.duration_seconds,
      videoUrl: data.video_url,
      coverUrl: data.cover_url,
      status: data.status,
      reason: data.error ?? data.err_msg,
      createdAt: data.created_at,
    }),
  );

/** An avatar of any of the three lists. The status of the account's own avatars has two names. */
export const avatarItemSchema = z
  .object({
    id: avatarIdField,
    name: textField,
    cover_url: textField,
    video_url: textField,
    aspect_ratio: shapeField,
    style: textField,
    gender: textField,
    age: textField,
    avatar_status: readyField,
    status: readyField,
  })
  .transform(({ avatar_status, status, ...rest }) => ({ ...rest, ready: avatar_status && status }));

/** A voice. An unspecified language is an empty text. */
export const voiceItemSchema = z
  .object({
    voice_id: idField,
    name: textField,
    audio_url: textField,
    audition_url: textField,
    language: textField,
    gender: textField,
    age: textField,
    accent: textField,
    use_case: textField,
  })
  .transform(({ voice_id: id, ...rest }) => ({ id, ...rest }));

/** https://docs.jogg.ai/api-reference/v2/QuickStart/GettingStarted */
export const whoamiSchema = z.object({ email: textField, username: textField });

export const quotaSchema = z.object({ remaining_quota: z.number().nullable().catch(null) });

/**
 * The URL for the upload, and the URL at which Jogg finds the file afterwards.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/UploadMedia
 */
export const uploadSchema = z.object({ sign_url: z.url(), asset_url: z.url() });
