import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { escapeMrkdwn, escapeWithin, plain } from './escape.ts';
import { LIMITS } from './limits.ts';
import type { SafeLink } from './link.ts';

/** The content of a Slack message. Notifications and screen readers use `text`. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
  /** Replaces all blocks if Slack rejects them; by default, the first block does. */
  readonly bare?: KnownBlock;
}

/** A part of a line. A string is already clean and is never parsed as markup. */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly user: string }
  | { readonly channel: string }
  /** A time of day in the reader's time zone (ms since the epoch). */
  | { readonly time: number }
  | { readonly link: SafeLink; readonly label: string | null };
export type Line = readonly Inline[];

/** Makes a `rich_text` block of lines. Slack does not parse its texts as markup. */
export function richText(blockId: string, lines: readonly Line[]): RichTextBlock {
  const parts = lines.flatMap((line, index): Line => (index === 0 ? line : ['\n', ...line]));
  const elements = parts
    .map(partElement)
    .filter((each) => each.type !== 'text' || each.text !== '');
  return {
    type: 'rich_text',
    block_id: blockId,
    elements: [{ type: 'rich_text_section', elements }],
  };
}

/**
 * Makes a message's `text` of the same lines, within Slack's limit. A line with a mention or a link
 * is never cut: it is complete or missing.
 */
export function topLevelText(lines: readonly Line[]): string {
  let text = '';
  for (const line of lines) {
    const start = text === '' ? '' : '\n';
    const room = LIMITS.text - text.length - start.length;
    const mrkdwn = line.map(partMrkdwn).join('');
    if (mrkdwn.length <= room) text += start + mrkdwn;
    else if (room > 0 && line.every((part) => typeof part === 'string' || 'bold' in part))
      text += start + escapeWithin(line.map(partText).join(''), room);
  }
  return text;
}

/** Makes a message of lines, followed by other blocks. */
export function linesMessage(
  blockId: string,
  lines: readonly Line[],
  more: readonly KnownBlock[] = [],
): Message {
  return { text: topLevelText(lines), blocks: [richText(blockId, lines), ...more] };
}

function partElement(part: Inline): RichTextElement {
  if (typeof part === 'string') return { type: 'text', text: part };
  if ('bold' in part) return { type: 'text', text: part.bold, style: { bold: true } };
  if ('user' in part) return { type: 'user', user_id: part.user };
  if ('channel' in part) return { type: 'channel', channel_id: part.channel };
  if ('time' in part) return { type: 'date', format: TIME_FORMAT, ...timeFields(part.time) };
  const label = part.label === null ? {} : { text: part.label };
  return { type: 'link', url: part.link.href, ...label };
}

function partMrkdwn(part: Inline): string {
  if (typeof part === 'string') return escapeMrkdwn(part);
  if ('bold' in part) return escapeMrkdwn(part.bold);
  if ('user' in part) return `<@${escapeMrkdwn(plain(part.user, 40))}>`;
  if ('channel' in part) return `<#${escapeMrkdwn(plain(part.channel, 40))}>`;
  if ('time' in part) {
    const { timestamp, fallback } = timeFields(part.time);
    return `<!date^${timestamp}^${TIME_FORMAT}|${fallback}>`;
  }
  const address = escapeMrkdwn(part.link.href);
  return part.label === null ? `<${address}>` : `<${address}|${escapeMrkdwn(part.label)}>`;
}

/** https://docs.slack.dev/messaging/formatting-message-text/#date-formatting */
const TIME_FORMAT = '{time_secs}';

function timeFields(ms: number): { readonly timestamp: number; readonly fallback: string } {
  const fallback = `${new Date(ms).toISOString().slice(11, 19)} UTC`;
  return { timestamp: Math.floor(ms / 1_000), fallback };
}

function partText(part: Inline): string {
  if (typeof part === 'string') return part;
  return 'bold' in part ? part.bold : '';
}
