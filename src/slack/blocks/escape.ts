import { sanitizeText } from '../../lib/sanitize-text.ts';
import { oneLine, truncate } from '../../lib/text.ts';

/**
 * Escapes text for Slack's mrkdwn and for a message's top-level `text`: exactly `&`, `<` and `>`.
 * https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * One line of somebody else's text for a `plain_text` or `rich_text` object: without invisible,
 * bidirectional and control characters, blanks collapsed, at most `max` UTF-16 units.
 */
export function plain(text: string, max: number): string {
  return truncate(oneLine(text), max);
}

/** As `plain`, but keeps line breaks and indents. */
export function plainLines(text: string, max: number): string {
  return truncate(sanitizeText(text).trim(), max);
}

/** As `plain`, with words to show where nothing visible is left. */
export function plainOr(text: string | null, max: number, fallback: string): string {
  return plain(text ?? '', max) || fallback;
}

/** Whether a text shows anything at all. */
export function isBlank(text: string): boolean {
  return sanitizeText(text).trim() === '';
}

/** Escapes a text and cuts it so that the escaped form has at most `max` units. */
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
