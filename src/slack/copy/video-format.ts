import { isChannel } from '../../domain/conversation.ts';
import type { Background, Order, Video } from '../../domain/video/video.ts';
import { plainOr } from '../blocks/escape.ts';
import { safeLink } from '../blocks/link.ts';
import type { Inline, Line } from '../blocks/message.ts';

const SHAPE_LABELS = {
  portrait: 'Portrait 9:16',
  landscape: 'Landscape 16:9',
  square: 'Square 1:1',
} as const;
const RATIOS = { portrait: '9:16', landscape: '16:9', square: '1:1' } as const;

/** The names of the backgrounds. */
export const BACKGROUND_LABELS: Readonly<Record<Background, string>> = {
  normal: 'Normal',
  green: 'Green screen',
  transparent: 'Transparent WebM',
};

/** The name of a shape. */
export function shapeLabel(shape: Video['order']['shape']): string {
  return SHAPE_LABELS[shape];
}

/** The aspect ratio of a shape: `9:16`. */
export function aspectRatio(shape: Video['order']['shape']): string {
  return RATIOS[shape];
}

/** The choices of an order, one item each. */
export function orderDetails(video: Video): string[] {
  const { avatar, voice, shape, captions, background } = video.order;
  return [
    `Avatar: ${plainOr(avatar.name, 80, 'without a name')}`,
    `Voice: ${plainOr(voice.name, 80, 'without a name')}`,
    shapeLabel(shape),
    `Captions ${captions ? 'on' : 'off'}`,
    ...(background === 'normal' ? [] : [BACKGROUND_LABELS[background]]),
  ];
}

/** What a video says: its script, or the name of its audio. */
export function spokenText({ script, audio }: Order): string {
  if (audio === null) return script;
  return audio.kind === 'url' ? audio.url : audio.name || 'a file in Slack';
}

/** The beginning of the script on one line, or the name of the audio. */
export function excerpt(video: Video): string {
  const text = plainOr(spokenText(video.order), 200, '(nothing to show)');
  return video.order.audio ? `Own audio: ${text}` : text;
}

/** `1:05`, `1:00:00`; null if the length is unknown. */
export function duration(seconds: number | null): string | null {
  if (seconds === null || !Number.isFinite(seconds) || seconds <= 0) return null;
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  const rest = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** A link to a finished video, or a sentence if its address is unsafe. */
export function watchLine(video: Video): Line {
  const link = safeLink(video.result?.videoUrl ?? null);
  return link === null ? [NO_LINK] : [{ link, label: 'Watch the video' }];
}

/** The sentence on a card if the address of its video is unsafe; empty otherwise. */
export function noLinkLines(video: Video): Line[] {
  return safeLink(video.result?.videoUrl ?? null) === null ? [[NO_LINK]] : [];
}

const NO_LINK = 'We can’t show its link safely. Look for the video in your Jogg projects.';

/** A mention of a channel; a direct message has no name. */
export function channelMention(channel: string): Inline {
  return isChannel(channel) ? { channel } : 'that direct message';
}
