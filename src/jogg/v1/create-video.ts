import { avatarFields, commonFields, type TalkingAvatar } from '../api/talking-avatar.ts';
import type { Transport } from '../http/transport.ts';
import { SHAPE_NUMBERS } from '../schema/fields.ts';
import { createdSchema } from './schemas.ts';

const PATH = '/v1/create_video_from_talking_avatar';

/**
 * Sends the paid request of v1 once. Resolves with the project's id.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 * @throws {JoggError}
 */
export async function createVideo(transport: Transport, spec: TalkingAvatar): Promise<string> {
  const { speech } = spec;
  const body = {
    ...(speech.kind === 'script' ? { script: speech.script } : { audio_url: speech.audioUrl }),
    aspect_ratio: SHAPE_NUMBERS[spec.shape],
    ...avatarFields(`POST ${PATH}`, spec.avatar),
    voice_id: spec.voiceId,
    ...commonFields(spec),
  };
  return (await transport.post(PATH, body, { schema: createdSchema, isPaid: true })).data;
}
