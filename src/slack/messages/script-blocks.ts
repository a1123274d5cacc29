import type { RichTextBlock } from '@slack/types';
import { head } from '../../lib/text.ts';
import { plainLines } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';

const MAX_PIECE = LIMITS.textObject - 100;
/** Leaves room for the sentences around the script. */
const MAX_SCRIPT = LIMITS.messageTotal - 1_500;

/**
 * A whole script as preformatted blocks to copy. A script that is too long for a message is cut.
 */
export function scriptBlocks(script: string): RichTextBlock[] {
  return splitText(displayScript(script)).map((text) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  }));
}

/** A whole script for display, without invisible characters. */
export function displayScript(script: string): string {
  return plainLines(script, MAX_SCRIPT);
}

/**
 * Splits a text after spaces into pieces for one text object each. Joined, they are the same text.
 */
export function splitText(text: string): string[] {
  const all: string[] = [];
  for (let remaining = text; remaining !== ''; ) {
    const piece =
      remaining.length <= MAX_PIECE ? remaining : upToLastSpace(head(remaining, MAX_PIECE));
    all.push(piece);
    remaining = remaining.slice(piece.length);
  }
  return all;
}

function upToLastSpace(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf(' ')) + 1;
  return end > MAX_PIECE / 2 ? text.slice(0, end) : text;
}
