import { z } from 'zod';

const LONGEST = 500;
/** A reason is never nested deeper than this in Jogg's error. */
const DEEPEST = 3;
/** The fields with the words, the best first. */
const NAMES = ['message', 'msg', 'err_msg', 'error_message', 'reason', 'detail', 'error'] as const;

/**
 * Why a render failed, where Jogg says, in whatever shape: a text, a number, an object with a
 * message or a code, a list of them. At most 500 characters of it; `null` where nothing is said.
 */
export const reasonField = z
  .unknown()
  .optional()
  .transform((value) => wordsOf(value, DEEPEST));

function wordsOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number' && Number.isFinite(value)) return `code ${value}`;
  if (typeof value !== 'object' || value === null || depth === 0) return null;
  if (Array.isArray(value)) return first(value.slice(0, 10), depth);
  const facts = new Map(Object.entries(value));
  const said = first(
    NAMES.map((name) => facts.get(name)),
    depth,
  );
  if (said !== null) return said;
  const code = facts.get('code');
  if (typeof code === 'number') return `code ${code}`;
  return typeof code === 'string' && code.trim() !== '' ? cut(`code ${code.trim()}`) : null;
}

function first(values: readonly unknown[], depth: number): string | null {
  for (const value of values) {
    const words = wordsOf(value, depth - 1);
    if (words !== null) return words;
  }
  return null;
}

/** Never inside a pair of surrogates. */
function cut(text: string): string | null {
  const whole = text
    .slice(0, 10 * LONGEST)
    .toWellFormed()
    .trim();
  const kept = whole
    .slice(0, LONGEST)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return kept === '' ? null : kept;
}
