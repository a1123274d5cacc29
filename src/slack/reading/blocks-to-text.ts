import { mrkdwnToText, plainTextToText } from './mrkdwn-to-text.ts';
import { richTextToText } from './rich-text-to-text.ts';

type Dict = Readonly<Record<string, unknown>>;

/** The fields of a block that contain text, in Slack's display order. */
const TEXT_KEYS = [
  'title',
  'subtitle',
  'text',
  'body',
  'description',
  'fields',
  'elements',
] as const;
/** Blocks and elements that people use instead of read. */
const INTERACTIVE =
  /^(actions|context_actions|input|file|call|divider|icon_button)$|button|select|picker/;
const MAX_DEPTH = 10;

/**
 * The text of Block Kit blocks, one line each, with mentions marked. `message` is the `text` of the
 * same message. Reads unknown block types, too.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export function blocksToText(blocks: unknown, message: string): string {
  return joinLines(
    Array.isArray(blocks) ? blocks.map((each) => blockToText(each, message, 0)) : [],
  );
}

function blockToText(block: unknown, message: string, depth: number): string {
  if (!isDict(block) || depth > MAX_DEPTH) return '';
  const type = String(block['type'] ?? '');
  if (INTERACTIVE.test(type)) return '';
  if (type === 'rich_text') return richTextToText(block, message);
  if (type === 'table') return tableToText(block['rows'], message, depth);
  if (type === 'mrkdwn' && typeof block['text'] === 'string') return mrkdwnToText(block['text']);
  return joinLines(TEXT_KEYS.map((key) => valueToText(block[key], message, depth + 1)));
}

/** The text of a string, an object or an array of them. */
function valueToText(value: unknown, message: string, depth: number): string {
  if (typeof value === 'string') return plainTextToText(value);
  if (Array.isArray(value))
    return joinLines(value.map((each) => blockToText(each, message, depth)));
  return blockToText(value, message, depth);
}

/** One line per row. https://docs.slack.dev/reference/block-kit/blocks/table-block */
function tableToText(rows: unknown, message: string, depth: number): string {
  const cells = (row: unknown): string[] =>
    Array.isArray(row) ? row.map((cell) => blockToText(cell, message, depth + 1)) : [];
  return joinLines(
    (Array.isArray(rows) ? rows : []).map((row) =>
      cells(row)
        .filter((cell) => cell.trim() !== '')
        .join(', '),
    ),
  );
}

function joinLines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
