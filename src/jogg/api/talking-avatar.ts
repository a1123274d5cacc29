import type { AvatarKind, Shape } from '../../domain/catalogue.ts';
import { hasSpeech } from '../../domain/script/speech.ts';
import type { Order } from '../../domain/video/video.ts';
import { rejectLocally } from '../http/reject-locally.ts';
import { avatarIdField } from '../schema/fields.ts';

/** What the avatar speaks: either a text or a recording. */
export type Speech =
  | { readonly kind: 'script'; readonly script: string }
  | { readonly kind: 'audio'; readonly audioUrl: string };

/**
 * The background of the avatar: its own, green, or transparent (a WebM). The names are those of v1
 * and of v2's guide; they match what Jogg does. v2's spec has other names for these numbers.
 * https://docs.jogg.ai/api-reference/v2/API%20Documentation/AvatarVideosTransparentBackground
 */
export const SCREEN_STYLES = { background: 1, green: 2, transparent: 3 } as const;

/** The request for a talking-avatar video, with the options of both API versions. */
export interface TalkingAvatar {
  readonly speech: Speech;
  readonly avatar: { readonly kind: AvatarKind; readonly id: string };
  /** Also required with a recording. */
  readonly voiceId: string;
  readonly shape: Shape;
  readonly screen: keyof typeof SCREEN_STYLES;
  /** Omitted for a transparent video, because Jogg cannot add captions to it. */
  readonly captions: boolean;
  /** If empty, Jogg chooses a name. */
  readonly name: string;
}

/**
 * Converts an order to a request. `audioUrl` is the URL of the order's recording, if it has one.
 * @throws {JoggAnswerError} if there is nothing to speak: a silent video would cost credits.
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

/** Jogg's names of our backgrounds. */
const SCREENS = { normal: 'background', green: 'green', transparent: 'transparent' } as const;

/** The fields of the request that are the same in both versions. */
export function commonFields(spec: TalkingAvatar) {
  return {
    screen_style: SCREEN_STYLES[spec.screen],
    caption: spec.captions && spec.screen !== 'transparent',
    ...(spec.name === '' ? {} : { video_name: spec.name }),
  };
}

/**
 * The fields of an avatar. `avatar_type` is 0 for a public avatar and 1 for one of the account.
 * @throws {JoggAnswerError} if the id is not a number. Sends no request.
 */
export function avatarFields(request: string, avatar: TalkingAvatar['avatar']) {
  const id = avatarIdField.safeParse(avatar.id);
  if (!id.success) throw rejectLocally(request, 'the avatar has no id that Jogg knows');
  return { avatar_id: Number(id.data), avatar_type: avatar.kind === 'public' ? 0 : 1 };
}
