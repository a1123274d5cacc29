import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { plain } from '../blocks/escape.ts';
import { titleOf } from '../copy/video-format.ts';

const LONGEST = 100;
const ENDING = '.mp4';

/** The name of a video's file in Slack. */
export function fileTitle(video: Video): string {
  return titleOf(video) || 'Video';
}

/** A name that every system can store: no path, no special characters of shells or Windows. */
export function fileName(video: Video): string {
  const safe = plain(titleOf(video), 200)
    .replace(/[\p{C}\\/:*?"'`<>|&$;!#%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  return `${clip(safe, LONGEST - ENDING.length) || 'video'}${ENDING}`;
}
