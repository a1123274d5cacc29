import { givenTitle } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { truncate } from '../../lib/text.ts';
import { plain, plainOr } from '../blocks/escape.ts';
import { type AiLabel, labelSuffix } from '../copy/ai-label.ts';

const MAX_LENGTH = 100;
const EXTENSION = '.mp4';

/**
 * The title above a video's player in Slack, wherever the file is shared: the given title,
 * otherwise the avatar's name.
 */
export function fileTitle(video: Video, label: AiLabel): string {
  const suffix = labelSuffix(label);
  return `${truncate(displayName(video), MAX_LENGTH - suffix.length)}${suffix}`;
}

/** A file name that every system can store: no path, no special characters of shells or Windows. */
export function fileName(video: Video): string {
  const safe = plain(displayName(video), 200)
    .replace(/[\p{C}\\/:*?"'`<>|&$;!#%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  return `${truncate(safe, MAX_LENGTH - EXTENSION.length) || 'video'}${EXTENSION}`;
}

function displayName(video: Video): string {
  return givenTitle(video) ?? plainOr(video.order.avatar.name, 80, 'Video');
}
