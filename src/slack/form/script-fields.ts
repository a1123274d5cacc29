import { head } from '../../lib/text.ts';
import { LIMITS } from '../blocks/limits.ts';

/** The block ids of the script's fields, in order. Each field holds one piece. */
export const SCRIPT_FIELDS = ['script', 'script_2', 'script_3', 'script_4', 'script_5'] as const;

/** The longest script that a form holds, in UTF-16 units. */
export const MAX_SCRIPT_LENGTH = SCRIPT_FIELDS.length * LIMITS.input;

/** How much earlier a piece may end, to end at a sentence or a word. */
const LEEWAY = 600;

/**
 * Splits a script into pieces for the form's fields. Joined, they are the same script. Returns at
 * least one piece and never splits a character. The last piece keeps the excess of a script that is
 * too long.
 */
export function splitScript(script: string): string[] {
  const natural = pieces(script, (text) => naturalEnd(text));
  if (natural.length <= SCRIPT_FIELDS.length) return natural;
  const full = pieces(script, (text) => characterEnd(text, LIMITS.input));
  const max = SCRIPT_FIELDS.length;
  return full.length <= max ? full : [...full.slice(0, max - 1), full.slice(max - 1).join('')];
}

/** A piece of this length gets another field. */
const NEARLY_FULL = 2_700;

/** Whether a piece leaves so little room that the form adds a field. */
export const isNearlyFull = (piece: string): boolean => piece.length >= NEARLY_FULL;

/** How many fields a script needs, with room to continue. */
export function fieldsFor(script: string): number {
  const pieces = splitScript(script);
  const more = isNearlyFull(pieces.at(-1) ?? '') ? 1 : 0;
  return Math.min(SCRIPT_FIELDS.length, pieces.length + more);
}

/** Joins the pieces without anything between them. */
export function joinScript(pieces: readonly string[]): string {
  return pieces.join('');
}

/** The visible part of a piece, without the excess that no field can hold. */
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

/** The end of a paragraph, otherwise of a sentence, otherwise of a word, otherwise anywhere. */
function naturalEnd(text: string): number {
  const near = text.slice(LIMITS.input - LEEWAY, LIMITS.input);
  for (const end of [/\n\s*(?=\S)/g, /[.!?。！？]["'”’)]*\s+(?=\S)/g, /\s(?=\S)/g]) {
    const last = [...near.matchAll(end)].at(-1);
    if (last) return LIMITS.input - LEEWAY + last.index + last[0].length;
  }
  return characterEnd(text, LIMITS.input);
}

/** At most `max`, never within a surrogate pair. */
function characterEnd(text: string, max: number): number {
  return /[\uD800-\uDBFF]/.test(text.charAt(max - 1)) ? max - 1 : max;
}
