import { sanitizeText } from '../../lib/sanitize-text.ts';
import { type Count, type Mark, stripInlineMarkup } from './inline-markup.ts';
import { stripTags } from './tags.ts';

export type { Mark } from './inline-markup.ts';

/** How often each kind of markup occurs in a script. */
export type Marks = Partial<Record<Mark, number>>;

export interface CleanedScript {
  /** The script without markup; unchanged if there is nothing to clean. */
  readonly text: string;
  readonly marks: Marks;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})[^`]*$/;
const DIVIDER = /^\s*(?:([-*_])(?:[ \t]*\1){2,}|={3,})\s*$/;
const HEADING = /^ {0,3}#{1,6}[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$/;
/** Before a number, `>` and `+` are spoken and stay: `> 50 guests`. */
const QUOTE = /^ {0,3}(?:>[ \t]?)+(?=\S)(?!\d)/;
const ITEM = /^[ \t]*(?:[*•◦▪‣●]|\+(?!\s+\d)|-[ \t]+\[[ xX]\])[ \t]+(?=\S)/;
/** Dashes at the start of a line, which are not always meant as a list. */
const DASH_ITEM = /^[ \t]*[-–—][ \t]+(?=\S)/;
const NUMBERED = /^[ \t]*\d{1,3}[.)][ \t]+(?=\S)/;
const TABLE_RULE = /^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,100}\]:[ \t]+<?(?:https?:\/\/|www\.|\.{0,2}\/|#)\S+/;

/**
 * Removes Markdown, tags and emoji codes from a script. Keeps the words of links, headings, tables
 * and lists (as sentences) and the content of code. An address becomes its host. Plain prose stays
 * unchanged. E-mail addresses are counted and kept, because people do say them.
 */
export function cleanScript(script: string): CleanedScript {
  const marks: Marks = {};
  const count: Count = (mark, times = 1) => {
    if (times > 0) marks[mark] = (marks[mark] ?? 0) + times;
  };
  let dashItems = 0;
  const cleanProse = (text: string): string =>
    stripInlineMarkup(text, count, (piece) =>
      cleanLines(stripTags(piece, count), count, () => {
        dashItems += 1;
      }),
    );
  const text = splitAtFences(sanitizeText(script), count)
    .map(({ code, text }) => (code ? text : cleanProse(text)))
    .join('\n');
  if (Object.keys(marks).every((mark) => mark === 'email')) return { text: script, marks };
  count('list', dashItems);
  return {
    text: sanitizeText(text)
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    marks,
  };
}

/** Splits a text into the parts inside and outside of code fences. */
function splitAtFences(text: string, count: Count) {
  const all: { code: boolean; text: string }[] = [];
  let inside: string[] = [];
  let fence: string | null = null;
  const close = (): void => {
    if (inside.length > 0) all.push({ code: fence !== null, text: inside.join('\n') });
    inside = [];
  };
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1];
    const closes = fence !== null && mark?.startsWith(fence) && line.trim() === mark;
    if (mark === undefined || (fence !== null && !closes)) {
      inside.push(line);
      continue;
    }
    close();
    if (fence === null) count('code_block');
    fence = fence === null ? mark : null;
  }
  close();
  return all;
}

function cleanLines(text: string, count: Count, onDashItem: () => void): string {
  const all = text.split('\n');
  const cleaned: string[] = [];
  let inTable = false;
  for (const [at, raw] of all.entries()) {
    const isRule = raw.includes('|') && TABLE_RULE.test(raw) && (all[at - 1] ?? '').includes('|');
    if (isRule) {
      count('table');
      cleaned[cleaned.length - 1] = tableRow(all[at - 1] ?? '');
    }
    inTable = isRule || (inTable && raw.includes('|'));
    if (isRule) continue;
    cleaned.push(inTable ? tableRow(raw) : cleanLine(raw, count, onDashItem));
  }
  return cleaned.filter((each) => each !== REMOVED_LINE).join('\n');
}

const REMOVED_LINE = '\uFDD2';

function cleanLine(raw: string, count: Count, onDashItem: () => void): string {
  if (DIVIDER.test(raw)) {
    count('divider');
    return REMOVED_LINE;
  }
  if (DEFINITION.test(raw)) {
    count('link');
    return REMOVED_LINE;
  }
  const quoted = raw.replace(QUOTE, '');
  if (quoted !== raw) count('quote');
  const heading = HEADING.exec(quoted)?.[1];
  if (heading !== undefined) {
    count('heading');
    return asSentence(heading);
  }
  if (ITEM.test(quoted)) {
    count('list');
    return asSentence(quoted.replace(ITEM, ''));
  }
  if (DASH_ITEM.test(quoted)) {
    onDashItem();
    return asSentence(quoted.replace(DASH_ITEM, ''));
  }
  return NUMBERED.test(quoted) ? asSentence(quoted) : quoted;
}

function tableRow(raw: string): string {
  const cells = raw.split('|').map((cell) => cell.trim());
  return asSentence(cells.filter((cell) => cell !== '').join(', '));
}

/** Ends a text with punctuation, so that the voice pauses. */
function asSentence(piece: string): string {
  const text = piece.trim();
  if (text === '' || /[.!?…:;,。！？；：、،؛؟।][\p{Pe}\p{Pf}"'*_~]*$/u.test(text)) return text;
  return `${text}${/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(text) ? '。' : '.'}`;
}
