import type { RichTextBlock } from '@slack/types';
import { head } from '../../lib/text.ts';
import { plainLines } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';

const PIECE = LIMITS.textObject - 100;
/** The room that a message leaves beside the sentences around the script. */
const WHOLE = LIMITS.messageTotal - 1_500;

/** A whole script as preformatted blocks to copy; a script longer than a message is cut. */
export function scriptBlocks(script: string): RichTextBlock[] {
  return pieces(shownScript(script)).map((text) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  }));
}

/** A whole script to show again, without invisible characters. */
export function shownScript(script: string): string {
  return plainLines(script, WHOLE);
}

/** A text in pieces that fit into a text object each, cut after blanks; nothing is lost. */
export function pieces(text: string): string[] {
  const all: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const piece = rest.length <= PIECE ? rest : untilBlank(head(rest, PIECE));
    all.push(piece);
    rest = rest.slice(piece.length);
  }
  return all;
}

function untilBlank(text: string): string {
  const blank = Math.max(text.lastIndexOf('\n'), text.lastIndexOf(' ')) + 1;
  return blank > PIECE / 2 ? text.slice(0, blank) : text;
}
