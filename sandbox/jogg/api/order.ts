import type { Avatar } from '../catalogue/avatars.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Voice } from '../catalogue/voices.ts';
import { type Fields, fieldsOf, need, oneOf } from './fields.ts';
import { notFound, parameterError } from './refusal.ts';

/** A create request that passed every rule. */
export interface Order {
  readonly version: 1 | 2;
  readonly script: string;
  readonly audioUrl: string;
  readonly avatar: Avatar;
  readonly voice: Voice;
  /** 0 portrait, 1 landscape, 2 square. */
  readonly shape: 0 | 1 | 2;
  /** 1 with background, 2 green screen, 3 WebM with transparency. */
  readonly screenStyle: number;
  readonly caption: boolean;
  readonly name: string;
}

export const SHAPES = ['portrait', 'landscape', 'square'] as const;

/** Reads the body of v1's `create_video_from_talking_avatar`; throws `Refusal`. */
export function orderV1(body: unknown, catalogue: Catalogue): Order {
  const fields = fieldsOf(body);
  const avatarId = need('avatar_id', fields.integer('avatar_id'));
  const avatarType = need('avatar_type', fields.integer('avatar_type'));
  const voiceId = need('voice_id', fields.text('voice_id'));
  const shape = oneOf('aspect_ratio', fields.integer('aspect_ratio') ?? 0, [0, 1, 2]);
  return {
    version: 1,
    ...sourceOf(fields.text('script'), fields.text('audio_url')),
    ...lookOf(fields),
    avatar: avatarOf(catalogue, avatarId, avatarType),
    voice: voiceOf(catalogue, voiceId),
    shape: shape as Order['shape'],
  };
}

/** Reads the body of v2's `create_video_from_avatar`; throws `Refusal`. */
export function orderV2(body: unknown, catalogue: Catalogue): Order {
  const fields = fieldsOf(body);
  const avatar = fieldsOf(need('avatar', fields.object('avatar')), 'avatar.');
  const voice = fieldsOf(need('voice', fields.object('voice')), 'voice.');
  const avatarType = need('avatar.avatar_type', avatar.integer('avatar_type'));
  const avatarId = need('avatar.avatar_id', avatar.integer('avatar_id'));
  const type = oneOf('voice.type', need('voice.type', voice.text('type')), ['script', 'audio']);
  const voiceId = need('voice.voice_id', voice.text('voice_id'));
  const source = sourceOf(voice.text('script'), voice.text('audio_url'));
  if (type === 'script') need('voice.script', source.script);
  else need('voice.audio_url', source.audioUrl);
  const ratio = need('aspect_ratio', fields.text('aspect_ratio'));
  const shape = SHAPES.indexOf(oneOf<string>('aspect_ratio', ratio, SHAPES) as 'portrait');
  return {
    version: 2,
    ...source,
    ...lookOf(fields),
    avatar: avatarOf(catalogue, avatarId, avatarType),
    voice: voiceOf(catalogue, voiceId),
    shape: shape as Order['shape'],
  };
}

/** Exactly one of the two; `''` counts as absent, as Jogg's own n8n node sends it. */
function sourceOf(script = '', audioUrl = ''): { script: string; audioUrl: string } {
  if (script !== '' && audioUrl !== '') {
    throw parameterError('script and audio_url cannot both be given');
  }
  if (script.trim() === '' && audioUrl === '') {
    throw parameterError('script or audio_url is required');
  }
  if (audioUrl !== '' && !/^https?:\/\/\S+$/.test(audioUrl)) {
    throw parameterError('audio_url must be a URL');
  }
  return { script, audioUrl };
}

function lookOf(fields: Fields): { screenStyle: number; caption: boolean; name: string } {
  const given = need('screen_style', fields.integer('screen_style'));
  const screenStyle = oneOf('screen_style', given, [1, 2, 3]);
  const caption = fields.flag('caption') ?? false;
  if (screenStyle === 3 && caption) {
    throw parameterError('caption must be false when screen_style is 3');
  }
  return { screenStyle, caption, name: fields.text('video_name') ?? '' };
}

function avatarOf(catalogue: Catalogue, id: number, type: number): Avatar {
  oneOf('avatar_type', type, [0, 1]);
  const avatar = catalogue.avatar(id);
  if (avatar === undefined) throw notFound(`avatar_id ${id}`);
  if ((avatar.kind === 'public' ? 0 : 1) !== type) {
    throw parameterError(`avatar_type ${type} does not match avatar_id ${id}`);
  }
  if (avatar.status !== 1) throw parameterError(`avatar_id ${id} is not ready`);
  return avatar;
}

function voiceOf(catalogue: Catalogue, id: string): Voice {
  const voice = catalogue.voice(id);
  if (voice === undefined) throw parameterError(`voice_id ${id.slice(0, 80)} does not exist`);
  return voice;
}
