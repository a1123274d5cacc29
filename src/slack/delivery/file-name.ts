import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { plain } from '../blocks/escape.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';

const LONGEST = 100;
const ENDING = '.mp4';

/** The title above a video's player in Slack. */
export function fileTitle(video: Video, label: AiLabel): string {
  const end = labelEnd(label);
  return `${clip(titleOf(video), LONGEST - end.length)}${end}`;
}

/** A name that every system can store: no path, no special characters of shells or Windows. */
export function fileName(video: Video): string {
  const safe = plain(titleOf(video), 200)
    .replace(/[\p{C}\\/:*?"'`<>|&$;!#%]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.~-]+|[\s.]+$/g, '');
  return `${clip(safe, LONGEST - ENDING.length) || 'video'}${ENDING}`;
}
