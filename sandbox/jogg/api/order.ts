import { z } from 'zod';
import type { Avatar, Catalogue, Voice } from '../catalogue/catalogue.ts';
import { read, required } from './fields.ts';
import { notFound, parameterError } from './jogg-error.ts';

/**
 * A valid create request. `shape`: 0 portrait, 1 landscape, 2 square;
 * `screenStyle`: 1 with background, 2 green screen, 3 WebM with transparency.
 */
export type Order = Readonly<ReturnType<typeof orderOf>>;

export const SHAPES = ['portrait', 'landscape', 'square'] as const;

const one = <Allowed extends number>(...allowed: Allowed[]) => z.int().pipe(z.literal(allowed));
const text = z.string().default('');
const common = {
  screen_style: one(1, 2, 3),
  caption: z.boolean().default(false),
  video_name: text,
};
const avatar = { avatar_id: z.int(), avatar_type: one(0, 1) };
const voice = { voice_id: z.string().min(1), script: text, audio_url: text };
const flat = z
  .object({ ...avatar, ...voice, aspect_ratio: one(0, 1, 2).default(0), ...common })
  .transform(({ aspect_ratio: shape, ...rest }) => ({ ...rest, shape, type: undefined }));
const type = z.string().pipe(z.enum(['script', 'audio']));
const nested = z
  .object({
    ...{ avatar: z.object(avatar), voice: z.object({ ...voice, type }) },
    ...{ aspect_ratio: z.string().pipe(z.enum(SHAPES)), ...common },
  })
  .transform(({ avatar, voice, aspect_ratio, ...rest }) => {
    return { ...rest, ...avatar, ...voice, shape: SHAPES.indexOf(aspect_ratio) as 0 | 1 | 2 };
  });

/** Reads a create request: flat in v1, `avatar` and `voice` nested in v2. @throws JoggError */
export function orderOf(version: 1 | 2, body: unknown, catalogue: Catalogue) {
  const given = version === 1 ? read(flat, body) : read(nested, body);
  const { script, audio_url: audioUrl, type, caption, shape, screen_style: screenStyle } = given;
  checkSource(script, audioUrl);
  if (type === 'script') required('voice.script', script);
  if (type === 'audio') required('voice.audio_url', audioUrl);
  if (screenStyle === 3 && caption)
    throw parameterError('caption must be false when screen_style is 3');
  return {
    ...{ version, script, audioUrl, screenStyle, caption, shape, name: given.video_name },
    avatar: avatarOf(catalogue, given.avatar_id, given.avatar_type),
    voice: voiceOf(catalogue, given.voice_id),
  };
}

/** Requires exactly one of the two; `''` counts as absent, as Jogg's own n8n node sends it. */
function checkSource(script: string, audioUrl: string): void {
  if (script !== '' && audioUrl !== '')
    throw parameterError('script and audio_url cannot both be given');
  if (script.trim() === '' && audioUrl === '')
    throw parameterError('script or audio_url is required');
  if (audioUrl !== '' && !/^https?:\/\/\S+$/.test(audioUrl))
    throw parameterError('audio_url must be a URL');
}

function avatarOf(catalogue: Catalogue, id: number, type: number): Avatar {
  const avatar = catalogue.avatar(id);
  if (avatar === undefined) throw notFound(`avatar_id ${id}`);
  if ((avatar.kind === 'public' ? 0 : 1) !== type)
    throw parameterError(`avatar_type ${type} does not match avatar_id ${id}`);
  if (avatar.status !== 1) throw parameterError(`avatar_id ${id} is not ready`);
  return avatar;
}

function voiceOf(catalogue: Catalogue, id: string): Voice {
  const voice = catalogue.voice(id);
  if (voice === undefined) throw parameterError(`voice_id ${id.slice(0, 80)} does not exist`);
  return voice;
}
