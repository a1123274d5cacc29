import { head } from '../../lib/text.ts';
import { LIMITS } from '../blocks/limits.ts';

/** The blocks of a script, in order; each holds as much as one Slack input. */
export const SCRIPT_FIELDS = ['script', 'script_2', 'script_3', 'script_4', 'script_5'] as const;

/** The longest script that a form takes, in UTF-16 units. */
export const MAX_SCRIPT_LENGTH = SCRIPT_FIELDS.length * LIMITS.input;

/** A piece may end this much early, so that it ends where a sentence or a word does. */
const LEEWAY = 600;

/**
 * Divides a script over the form's fields without changing it: joined again it is the same. At
 * least one piece; none is cut inside a character. The last piece keeps the excess of a script that
 * is too long.
 */
export function splitScript(script: string): string[] {
  const natural = pieces(script, (text) => naturalEnd(text));
  if (natural.length <= SCRIPT_FIELDS.length) return natural;
  const full = pieces(script, (text) => characterEnd(text, LIMITS.input));
  const max = SCRIPT_FIELDS.length;
  return full.length <= max ? full : [...full.slice(0, max - 1), full.slice(max - 1).join('')];
}

/** With less room than this a script gets another field. */
const NEARLY_FULL = 2_700;

export const isNearlyFull = (piece: string): boolean => piece.length >= NEARLY_FULL;

/** How many fields a script needs, with room to go on. */
export function fieldsFor(script: string): number {
  const pieces = splitScript(script);
  const more = isNearlyFull(pieces.at(-1) ?? '') ? 1 : 0;
  return Math.min(SCRIPT_FIELDS.length, pieces.length + more);
}

/** The pieces as one script, with nothing added between them. */
export function joinScript(pieces: readonly string[]): string {
  return pieces.join('');
}

/** What a field shows of its piece: all but the excess that no field has room for. */
export function fieldText(piece: string): string {
  return head(piece.toWellFormed(), LIMITS.input);
}

function pieces(script: string, endOf: (text: string) => number): string[] {
  const all: string[] = [];
  let remaining = script;
  while (remaining.length > LIMITS.input) {
    const end = endOf(remaining);
    all.push(remaining.slice(0, end));
    remaining = remaining.slice(end);
  }
  return [...all, remaining];
}

/** After a paragraph, else a sentence, else a word; anywhere without these. */
function naturalEnd(text: string): number {
  const near = text.slice(LIMITS.input - LEEWAY, LIMITS.input);
  for (const end of [/\n\s*(?=\S)/g, /[.!?。！？]["'”’)]*\s+(?=\S)/g, /\s(?=\S)/g]) {
    const last = [...near.matchAll(end)].at(-1);
    if (last) return LIMITS.input - LEEWAY + last.index + last[0].length;
  }
  return characterEnd(text, LIMITS.input);
}

/** At most `most`, never between the halves of a character. */
function characterEnd(text: string, max: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
}
