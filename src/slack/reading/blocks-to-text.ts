import { mrkdwnWords, plainTextWords } from './mrkdwn-to-text.ts';
import { richTextWords } from './rich-text-to-text.ts';

type Dict = Readonly<Record<string, unknown>>;

/** What a block may say, in the order in which Slack shows it. */
const SAYING = ['title', 'subtitle', 'text', 'body', 'description', 'fields', 'elements'] as const;
/** What a person uses rather than reads. */
const USED = /^(actions|context_actions|input|file|call|divider|icon_button)$|button|select|picker/;
const DEEPEST = 10;

/**
 * The words of Block Kit blocks, a line each, with mentions marked. `message` is the `text` of the
 * same message. A block of a kind that Slack may add is read for its texts as well.
 * https://docs.slack.dev/reference/block-kit/blocks
 */
export function blockWords(blocks: unknown, message: string): string {
  return lines(Array.isArray(blocks) ? blocks.map((each) => wordsOf(each, message, 0)) : []);
}

function wordsOf(block: unknown, message: string, depth: number): string {
  if (!isDict(block) || depth > DEEPEST) return '';
  const type = String(block['type'] ?? '');
  if (USED.test(type)) return '';
  if (type === 'rich_text') return richTextWords(block, message);
  if (type === 'table') return tableWords(block['rows'], message, depth);
  if (type === 'mrkdwn' && typeof block['text'] === 'string') return mrkdwnWords(block['text']);
  return lines(SAYING.map((key) => saidBy(block[key], message, depth + 1)));
}

/** A text, an object that holds one, or several of them. */
function saidBy(value: unknown, message: string, depth: number): string {
  if (typeof value === 'string') return plainTextWords(value);
  if (Array.isArray(value)) return lines(value.map((each) => wordsOf(each, message, depth)));
  return wordsOf(value, message, depth);
}

/** A row is a line. https://docs.slack.dev/reference/block-kit/blocks/table-block */
function tableWords(rows: unknown, message: string, depth: number): string {
  const cells = (row: unknown): string[] =>
    Array.isArray(row) ? row.map((cell) => wordsOf(cell, message, depth + 1)) : [];
  return lines(
    (Array.isArray(rows) ? rows : []).map((row) =>
      cells(row)
        .filter((cell) => cell.trim() !== '')
        .join(', '),
    ),
  );
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n');
}

function isDict(value: unknown): value is Dict {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
