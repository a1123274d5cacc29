import { lazy } from './lazy.ts';
import { sanitizeText } from './sanitize-text.ts';

const numberFormat = lazy(() => new Intl.NumberFormat('en'));
/** Cuts a text into characters as people see them. */
export const graphemes = lazy(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** A text as one line: without what cannot be seen, blanks collapsed; empty for none. */
export function oneLine(text: string | null): string {
  return sanitizeText(text ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Cuts to at most `max` UTF-16 units, never inside a character as people see it, and marks the cut
 * by an ellipsis.
 */
export function truncate(text: string, max: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= max) return whole;
  const cutAt =
    graphemes()
      .segment(whole)
      .containing(max - 1)?.index ?? 0;
  return `${sanitizeText(whole.slice(0, cutAt)).trimEnd()}…`;
}

/** The first `max` UTF-16 units at most, never ending inside a code point. */
export function head(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** `1,200`. A formatter of its own for each number would take a hundred times as long. */
export function formatNumber(value: number): string {
  return numberFormat().format(value);
}

/** `1 credit`, `1,200 credits`: a number of things whose plural takes an s. */
export function pluralize(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
