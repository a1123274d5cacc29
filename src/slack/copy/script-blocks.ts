import type { RichTextBlock } from '@slack/types';
import type { Order } from '../../domain/video/video.ts';
import { head } from '../../lib/text.ts';
import { plainLines } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';

const PIECE = LIMITS.textObject - 100;
/** What is left of a message beside the sentences around the script. */
const WHOLE = LIMITS.messageTotal - 1_500;

/** A whole script as preformatted blocks to copy from; one longer than a message holds is cut. */
export function scriptBlocks(script: string): RichTextBlock[] {
  return pieces(shownScript(script)).map((text) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
  }));
}

/** What a video speaks: its script, or what its recording is called. */
export function spokenText({ script, audio }: Order): string {
  if (audio === null) return script;
  return audio.kind === 'url' ? audio.url : audio.name || 'a file in Slack';
}

/** Where the whole of it is, said on the card. */
export function belowWords({ audio }: Order): string {
  return `The whole ${audio === null ? 'script' : 'name of your audio'} is in the thread below.`;
}

/** Said before what a video speaks, where it came to nothing. */
export function scriptReminder({ audio }: Order): string {
  return `Your ${audio === null ? 'script' : 'audio'}, so that it is not lost:`;
}

/** A script as people may see it again: all of it, without characters that show nothing. */
export function shownScript(script: string): string {
  return plainLines(script, WHOLE);
}

function pieces(text: string): string[] {
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
