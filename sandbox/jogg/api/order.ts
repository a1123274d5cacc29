import type { Avatar, Catalogue, Voice } from '../catalogue/catalogue.ts';
import { fieldsOf, need, oneOf } from './fields.ts';
import { notFound, parameterError } from './refusal.ts';

/**
 * A create request that passed every rule. `shape`: 0 portrait, 1 landscape, 2 square;
 * `screenStyle`: 1 with background, 2 green screen, 3 WebM with transparency.
 */
export type Order = Readonly<ReturnType<typeof orderOf>>;

export const SHAPES = ['portrait', 'landscape', 'square'] as const;

/** Reads a create request: flat in v1, `avatar` and `voice` nested in v2. @throws Refusal */
export function orderOf(version: 1 | 2, body: unknown, catalogue: Catalogue) {
  const fields = fieldsOf(body);
  const part = (name: string) =>
    version === 1 ? fields : fieldsOf(fields.mustObject(name), `${name}.`);
  const [avatar, voice] = [part('avatar'), part('voice')];
  const avatarId = avatar.mustInteger('avatar_id');
  const avatarType = avatar.mustInteger('avatar_type');
  const voiceId = voice.mustText('voice_id');
  const ratio =
    version === 1
      ? oneOf('aspect_ratio', fields.integer('aspect_ratio') ?? 0, [0, 1, 2])
      : SHAPES.indexOf(oneOf('aspect_ratio', fields.mustText('aspect_ratio') as 'square', SHAPES));
  const source = sourceOf(voice.text('script'), voice.text('audio_url'));
  if (version === 2) {
    const type = oneOf('voice.type', voice.mustText('type'), ['script', 'audio']);
    if (type === 'script') need('voice.script', source.script);
    else need('voice.audio_url', source.audioUrl);
  }
  const screenStyle = oneOf('screen_style', fields.mustInteger('screen_style'), [1, 2, 3]);
  const caption = fields.flag('caption') ?? false;
  if (screenStyle === 3 && caption)
    throw parameterError('caption must be false when screen_style is 3');
  return {
    ...{ version, ...source, screenStyle, caption, name: fields.text('video_name') ?? '' },
    avatar: avatarOf(catalogue, avatarId, avatarType),
    voice: voiceOf(catalogue, voiceId),
    shape: ratio as 0 | 1 | 2,
  };
}

/** Exactly one of the two; `''` counts as absent, as Jogg's own n8n node sends it. */
function sourceOf(script = '', audioUrl = ''): { script: string; audioUrl: string } {
  if (script !== '' && audioUrl !== '')
    throw parameterError('script and audio_url cannot both be given');
  if (script.trim() === '' && audioUrl === '')
    throw parameterError('script or audio_url is required');
  if (audioUrl !== '' && !/^https?:\/\/\S+$/.test(audioUrl))
    throw parameterError('audio_url must be a URL');
  return { script, audioUrl };
}

function avatarOf(catalogue: Catalogue, id: number, type: number): Avatar {
  oneOf('avatar_type', type, [0, 1]);
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
