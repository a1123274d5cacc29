import { graphemes, oneLine, truncate } from '../lib/text.ts';
import { cleanScript } from './script/markup.ts';
import type { Video } from './video/video.ts';

/** In UTF-16 units. */
const MAX_LENGTH = 100;
/** How many characters, as people see them, a title takes from a script. */
const MAX_GRAPHEMES = 60;
/** Enough of a script for its first words, whatever markup stands before them. */
const MAX_READ = 2_000;

/**
 * What people call a video, on one line: the title its requester gave, else the first words of its
 * script or the name of its recording, else Jogg's title. Never empty, at most 100 UTF-16 units.
 * Jogg itself is told only the title that was given: see `matchCandidate`.
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
 * The title that its requester gave; null where there is none. Unlike `titleOf` it tells nobody the
 * script, so it may be read wherever a video is shared.
 */
export function givenTitle({ order }: Pick<Video, 'order'>): string | null {
  return truncate(oneLine(order.name), MAX_LENGTH) || null;
}

/** The beginning of a text, cut between two words where there are any. */
function firstWords(text: string): string {
  const line = oneLine(text);
  const characters = Array.from(
    graphemes().segment(line.slice(0, MAX_READ)),
    ({ segment }) => segment,
  );
  if (characters.length <= MAX_GRAPHEMES) return truncate(line, MAX_LENGTH);
  const beginning = characters.slice(0, MAX_GRAPHEMES - 1).join('');
  const isWhole = characters[MAX_GRAPHEMES - 1] === ' ';
  const words = isWhole
    ? beginning
    : beginning.slice(0, Math.max(beginning.lastIndexOf(' '), 0)) || beginning;
  return truncate(`${words.replace(/[\s,;:.–—-]+$/u, '')}…`, MAX_LENGTH);
}
