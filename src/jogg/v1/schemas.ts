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
 * `data` of a created video. `project` is an old name of the id.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 */
export const createdSchema = z
  .object({ project_id: optionalId, project: optionalId })
  .transform((data) => data.project_id ?? data.project)
  .pipe(z.string());

/** `data` of `GET /v1/project`. Some of Jogg's pages call the status code `status`. */
export const projectSchema = z
  .object({
    title: textField,
    video_duration: secondsField,
    video_url: textField,
    cover_url: textField,
    created_at: timeField,
    status_code: statusField,
    status: statusField,
    error: reasonField,
  })
  .transform(
    (data): ProjectAnswer => ({
      title: data.title,
      seconds: data.video_duration,
      videoUrl: data.video_url,
      coverUrl: data.cover_url,
      status: data.status_code ?? data.status,
      reason: data.error,
      createdAt: data.created_at,
    }),
  );

/** An avatar of any of the three lists. Only the account's own avatars have a `status`. */
export const avatarItemSchema = z
  .object({
    avatar_id: avatarIdField,
    name: textField,
    cover_url: textField,
    aspect_ratio: shapeField,
    style: textField,
    gender: textField,
    age: textField,
    status: readyField,
  })
  .transform(({ avatar_id: id, status: ready, ...rest }) => {
    return { ...rest, id, ready, video_url: null };
  });

/** A voice. The URL of its sample has two names. */
export const voiceItemSchema = z
  .object({
    voice_id: idField,
    name: textField,
    audition_url: textField,
    audio_url: textField,
    language: textField,
    gender: textField,
    age: textField,
  })
  .transform(({ voice_id: id, ...rest }) => ({ id, ...rest }));
