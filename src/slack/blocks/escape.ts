import { sanitizeText } from '../../lib/sanitize-text.ts';
import { oneLine, truncate } from '../../lib/text.ts';

/**
 * Escapes `&`, `<` and `>` for Slack's mrkdwn and for a message's top-level `text`.
 * https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Cleans user text for one line of a `plain_text` or `rich_text` object: removes invisible,
 * bidirectional and control characters, collapses spaces, and cuts at `max` UTF-16 units.
 */
export function plain(text: string, max: number): string {
  return truncate(oneLine(text), max);
}

/** Like `plain`, but keeps line breaks and indentation. */
export function plainLines(text: string, max: number): string {
  return truncate(sanitizeText(text).trim(), max);
}

/** Like `plain`, but returns `fallback` if nothing visible remains. */
export function plainOr(text: string | null, max: number, fallback: string): string {
  return plain(text ?? '', max) || fallback;
}

/** Whether a text shows nothing. */
export function isBlank(text: string): boolean {
  return sanitizeText(text).trim() === '';
}

/** Escapes a text and cuts it, so that the escaped text has at most `max` UTF-16 units. */
export function escapeWithin(text: string, max: number): string {
  const escaped = escapeMrkdwn(text.toWellFormed());
  if (escaped.length <= max) return escaped;
  let result = '';
  for (const character of text.toWellFormed()) {
    const next = escapeMrkdwn(character);
    if (result.length + next.length + 1 > max) break;
    result += next;
  }
  return max < 1 ? '' : `${result.trimEnd()}…`;
}
