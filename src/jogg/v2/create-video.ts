import { avatarFields, commonFields, type TalkingAvatar } from '../api/talking-avatar.ts';
import type { Transport } from '../http/transport.ts';
import { createdSchema } from './schemas.ts';

const PATH = '/v2/create_video_from_avatar';

/**
 * Sends the paid request of v2 once. Resolves with the video's id. The body is nested, as in the
 * spec; the flat example on the endpoint's page is wrong.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/CreateAvatarVideos
 * @throws {JoggError}
 */
export async function createVideo(transport: Transport, spec: TalkingAvatar): Promise<string> {
  const { speech, voiceId: voice_id } = spec;
  const body = {
    avatar: avatarFields(`POST ${PATH}`, spec.avatar),
    voice:
      speech.kind === 'script'
        ? { type: 'script', script: speech.script, voice_id }
        : { type: 'audio', audio_url: speech.audioUrl, voice_id },
    aspect_ratio: spec.shape,
    ...commonFields(spec),
  };
  return (await transport.post(PATH, body, { schema: createdSchema, isPaid: true })).data;
}
