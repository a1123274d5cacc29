import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { plain } from '../blocks/escape.ts';
import { titleOf } from '../copy/video-format.ts';

const LONGEST = 100;
const ENDING = '.mp4';

/** What a video's file is called in Slack. */
export function fileTitle(video: Video): string {
  return titleOf(video) || 'Video';
}

/** A name that every system can store: no path, nothing that a shell or Windows takes amiss. */
export function fileName(video: Video): string {
  const safe = plain(titleOf(video), 200)
    .replace(/[\p{C}\\/:*?"'`<>|&$;!#%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  return `${clip(safe, LONGEST - ENDING.length) || 'video'}${ENDING}`;
}
