import { graphemes, oneLine, truncate } from '../lib/text.ts';
import { cleanScript } from './script/markup.ts';
import type { Video } from './video/video.ts';

/** In UTF-16 units. */
const MAX_LENGTH = 100;
/** How many graphemes a title takes from a script. */
const MAX_GRAPHEMES = 60;
/** How much of a script is read for its first words: enough even after long markup. */
const MAX_READ = 2_000;

/**
 * A video's title on one line: the requester's title, else the first words of the script or the
 * name of the recording, else Jogg's title. Never empty, at most 100 UTF-16 units. Jogg receives
 * only the requester's title: see `matchCandidate`.
 */
export function titleOf(video: Pick<Video, 'order' | 'result'>): string {
  const { order, result } = video;
  return (
    givenTitle(video) ??
    (firstWords(cleanScript(order.script.slice(0, MAX_READ)).text) ||
      firstWords(order.audio?.kind === 'file' ? order.audio.name : '') ||
      truncate(oneLine(result?.title ?? null), MAX_LENGTH) ||
      'Video')
  );
}

/**
 * The title that the requester gave; null if there is none. Unlike `titleOf` it never reveals the
 * script, so it may be shown wherever a video is shared.
 */
export function givenTitle({ order }: Pick<Video, 'order'>): string | null {
  return truncate(oneLine(order.name), MAX_LENGTH) || null;
}

/** The beginning of a text, cut between two words if possible. */
function firstWords(text: string): string {
  const line = oneLine(text);
  const characters = Array.from(
    graphemes().segment(line.slice(0, MAX_READ)),
    ({ segment }) => segment,
  );
  if (characters.length <= MAX_GRAPHEMES) return truncate(line, MAX_LENGTH);
  const beginning = characters.slice(0, MAX_GRAPHEMES - 1).join('');
  const endsAtWord = characters[MAX_GRAPHEMES - 1] === ' ';
  const words = endsAtWord
    ? beginning
    : beginning.slice(0, Math.max(beginning.lastIndexOf(' '), 0)) || beginning;
  return truncate(`${words.replace(/[\s,;:.–—-]+$/u, '')}…`, MAX_LENGTH);
}
