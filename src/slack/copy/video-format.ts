import { placeShown, waitShown } from '../../domain/video/card-version.ts';
import type { Background, Video } from '../../domain/video/video.ts';
import { plainOr } from '../blocks/escape.ts';
import { safeLink } from '../blocks/link.ts';
import type { Inline, Line } from '../blocks/message.ts';
import { spokenText } from './script-blocks.ts';

const SHAPE_LABELS = {
  portrait: 'Portrait 9:16',
  landscape: 'Landscape 16:9',
  square: 'Square 1:1',
} as const;

/** The name of a background. */
export const BACKGROUND_LABELS: Readonly<Record<Background, string>> = {
  normal: 'Normal',
  green: 'Green screen',
  transparent: 'Transparent WebM',
};

/** The name of a shape as people read it. */
export function shapeLabel(shape: Video['order']['shape']): string {
  return SHAPE_LABELS[shape];
}

/** The choices of the form, one fact each. */
export function facts(video: Video): string[] {
  const { avatar, voice, shape, captions, background } = video.order;
  return [
    `Avatar: ${plainOr(avatar.name, 80, 'without a name')}`,
    `Voice: ${plainOr(voice.name, 80, 'without a name')}`,
    `Shape: ${shapeLabel(shape)}`,
    `Captions: ${captions ? 'on' : 'off'}`,
    ...(background === 'normal' ? [] : [`Background: ${BACKGROUND_LABELS[background]}`]),
  ];
}

/** The beginning of the script on one line, or the name of the audio. */
export function excerpt(video: Video): string {
  const text = plainOr(spokenText(video.order), 200, '(nothing to show)');
  return video.order.audio ? `Own audio: ${text}` : text;
}

/** `1:05`, `1:00:00`; null if the length is not known. */
export function duration(seconds: number | null): string | null {
  if (seconds === null || !Number.isFinite(seconds) || seconds <= 0) return null;
  const whole = Math.max(1, Math.round(seconds));
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  const rest = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${rest}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${rest}`;
}

/** `just started` or `more than 2 min so far`: changes only when the card version does. */
export function timeSoFar(video: Video, now: number): string {
  const seconds = waitShown(video, now) / 1_000;
  if (seconds === 0) return 'just started';
  if (seconds < 60) return `more than ${seconds} s so far`;
  const minutes = seconds / 60;
  return minutes < 60 ? `more than ${minutes} min so far` : `more than ${minutes / 60} h so far`;
}

/** A video's place in our own queue: `2nd in line`, exact up to ten. */
export function queuedWords(place: number | null): string {
  if (place === null) return 'waiting for its turn at Jogg';
  const shown = placeShown(place);
  if (shown <= 1) return 'next in line for its turn at Jogg';
  const ending = ['th', 'st', 'nd', 'rd'][shown] ?? 'th';
  return `${shown > 10 ? 'about ' : ''}${shown}${ending} in line for its turn at Jogg`;
}

/** `usually about 3 min`, from recent render times (ms), or from Jogg's promise. */
export function usualTime(usualMs: number | null): string {
  if (usualMs === null || !Number.isFinite(usualMs) || usualMs <= 0) return 'usually 2 to 5 min';
  const minutes = Math.round(usualMs / 60_000);
  return minutes === 0 ? 'usually less than a minute' : `usually about ${minutes} min`;
}

/**
 * The link to a finished video with its real host beside it, as lines; words where it cannot be a
 * link.
 */
export function watchLines(video: Video): Line[] {
  const link = safeLink(video.result?.videoUrl ?? null);
  if (link === null)
    return [['Its link cannot be shown safely: look for it among the projects at Jogg.']];
  return [[{ link, label: 'Watch the video' }, ` (${link.host})`]];
}

/** The bare address, which Slack turns into a link, or why there is none. */
export function addressLines(video: Video): Line[] {
  const link = safeLink(video.result?.videoUrl ?? null);
  return link === null ? watchLines(video) : [[{ link, label: null }]];
}

/** A channel by its name; direct messages have none. */
export function channelMention(channel: string): Inline {
  return /^[CG]\w+$/.test(channel) ? { channel } : 'that direct message';
}
