import { lazy } from './lazy.ts';
import { sanitizeText } from './sanitize-text.ts';

const numberFormat = lazy(() => new Intl.NumberFormat('en'));
/** Splits a text into the characters that people see. */
export const graphemes = lazy(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** A text on one line: sanitized, with white space collapsed. Empty for null. */
export function oneLine(text: string | null): string {
  return sanitizeText(text ?? '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Shortens a text to at most `max` UTF-16 units, with an ellipsis at the end. Never splits a
 * character that people see.
 */
export function truncate(text: string, max: number): string {
  const wellFormed = text.toWellFormed();
  if (wellFormed.length <= max) return wellFormed;
  const cutAt =
    graphemes()
      .segment(wellFormed)
      .containing(max - 1)?.index ?? 0;
  return `${sanitizeText(wellFormed.slice(0, cutAt)).trimEnd()}…`;
}

/** The first `max` UTF-16 units of a text. Never splits a code point. */
export function head(text: string, max: number): string {
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
}

/** A name that is safe on one line of a terminal: no control characters, at most 80 units. */
export function printable(name: string): string {
  return head(name.replace(/\p{C}/gu, ''), 80);
}

/** `1,200`. Shares one formatter: a new one per number takes a hundred times as long. */
export function formatNumber(value: number): string {
  return numberFormat().format(value);
}

/** `1 credit`, `1,200 credits`. For nouns whose plural adds an s. */
export function pluralize(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
