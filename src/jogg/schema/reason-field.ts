import { z } from 'zod';
import { head } from '../../lib/text.ts';

const MAX_LENGTH = 500;
/** How deep a reason may be nested in Jogg's error. */
const MAX_DEPTH = 3;
/** The fields that may contain the reason, the best first. */
const NAMES = ['message', 'msg', 'err_msg', 'error_message', 'reason', 'detail', 'error'] as const;

/**
 * The reason of a failed render: a text, a number, an object with a message or a code, or a list of
 * these. At most 500 characters; null if there is none.
 */
export const reasonField = z
  .unknown()
  .optional()
  .transform((value) => reasonOf(value, MAX_DEPTH));

function reasonOf(value: unknown, depth: number): string | null {
  if (typeof value === 'string') return shorten(value);
  if (typeof value === 'number' && Number.isFinite(value)) return `code ${value}`;
  if (typeof value !== 'object' || value === null || depth === 0) return null;
  if (Array.isArray(value)) return first(value.slice(0, 10), depth);
  const fields = new Map(Object.entries(value));
  const text = first(
    NAMES.map((name) => fields.get(name)),
    depth,
  );
  if (text !== null) return text;
  const code = fields.get('code');
  if (typeof code === 'number') return `code ${code}`;
  return typeof code === 'string' && code.trim() !== '' ? shorten(`code ${code.trim()}`) : null;
}

function first(values: readonly unknown[], depth: number): string | null {
  for (const value of values) {
    const reason = reasonOf(value, depth - 1);
    if (reason !== null) return reason;
  }
  return null;
}

/** Shortens a text without splitting a surrogate pair. Null if it is empty. */
function shorten(text: string): string | null {
  const wellFormed = text
    .slice(0, 10 * MAX_LENGTH)
    .toWellFormed()
    .trim();
  return head(wellFormed, MAX_LENGTH).trim() || null;
}
