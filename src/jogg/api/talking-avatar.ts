import type { AvatarKind, Shape } from '../../domain/catalogue.ts';
import { hasSpeech } from '../../domain/script/speech.ts';
import type { Order } from '../../domain/video/video.ts';
import { rejectLocally } from '../http/reject-locally.ts';
import { avatarIdField } from '../schema/fields.ts';

/** What the avatar speaks: a text, or a recording its lips follow. Never both. */
export type Speech =
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'audio'; readonly audioUrl: string };

/**
 * What is behind the avatar: its own background, green, or nothing (a WebM). v2's spec gives these
 * numbers other names, its guide and the field the names of v1.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/AvatarVideosTransparentBackground
 */
export const SCREEN_STYLES = { background: 1, green: 2, transparent: 3 } as const;

/** A talking-avatar video to ask for, with everything either version of the API offers. */
export interface TalkingAvatar {
  readonly speech: Speech;
  readonly avatar: { readonly kind: AvatarKind; readonly id: string };
  /** Asked for with a recording too. */
  readonly voiceId: string;
  readonly shape: Shape;
  readonly screen: keyof typeof SCREEN_STYLES;
  /** Left out of a transparent video, for Jogg cannot make one with them. */
  readonly captions: boolean;
  /** Empty: Jogg makes one up. */
  readonly name: string;
}

/**
 * The video an order asks for; its recording, where it has one, is at `audioUrl`.
 * @throws {JoggAnswerError} where there is nothing to speak: a silent video would be paid for.
 */
export function talkingAvatarOf(order: Order, audioUrl: string | null = null): TalkingAvatar {
  const isScript = order.audio === null || audioUrl === null;
  if (isScript && !hasSpeech(order.script))
    throw rejectLocally('create', 'the script has no word to speak');
  return {
    speech: isScript ? { kind: 'script', script: order.script } : { kind: 'audio', audioUrl },
    avatar: { kind: order.avatar.kind, id: order.avatar.id },
    voiceId: order.voice.id,
    shape: order.shape,
    screen: SCREENS[order.background],
    captions: order.captions,
    name: order.name,
  };
}

/** What Jogg calls our backgrounds. */
const SCREENS = { normal: 'background', green: 'green', transparent: 'transparent' } as const;

/** The parts of a request that both versions write alike. */
export function commonFields(spec: TalkingAvatar) {
  return {
    screen_style: SCREEN_STYLES[spec.screen],
    caption: spec.captions && spec.screen !== 'transparent',
    ...(spec.name === '' ? {} : { video_name: spec.name }),
  };
}

/**
 * An avatar as requests carry it: 0 for Jogg's own, 1 for the account's. An id that is no number
 * is refused before anything is sent, with the error that Jogg itself would answer.
 */
export function avatarFields(request: string, avatar: TalkingAvatar['avatar']) {
  const id = avatarIdField.safeParse(avatar.id);
  if (!id.success) throw rejectLocally(request, 'the avatar has no id that Jogg knows');
  return { avatar_id: Number(id.data), avatar_type: avatar.kind === 'public' ? 0 : 1 };
}
