import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wordsNotice } from '../../src/slack/copy/words-notice.ts';
import { namedWords } from '../../src/slack/reading/mention-marks.ts';
import { messageWords } from '../../src/slack/reading/message-words.ts';
import { mrkdwnWords, typedWords } from '../../src/slack/reading/mrkdwn-words.ts';

const NAMES = new Map(
  Object.entries({ U1: 'Grace', U2: 'Linus', C1: 'general', S1: 'Sales team' }),
);
const nameOf = ({ id }: { id: string }): string | null => NAMES.get(id) ?? null;
const wordsOf = (message: unknown) => namedWords(messageWords(message).words, nameOf);

/** A table of `words/`: a row a line, its cells between arrows; one without an arrow stays. */
function rowsOf(table: string): string[][] {
  const lines = readFileSync(new URL(`words/${table}.txt`, import.meta.url), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => (line.includes(' ⇒') ? line.split(/ ⇒ ?/) : [line, line]));
}
const inLines = (cell = ''): string => cell.replaceAll('\\n', '\n');

describe('the words of a message', () => {
  it.each(rowsOf('messages'))('are read from %s', (_, message = '', words) => {
    expect(wordsOf(JSON.parse(message))).toBe(inLines(words));
  });

  it.each(rowsOf('notices'))('leave the form to say of %s: %s', (json = '', notice = '') => {
    const message: unknown = JSON.parse(json);
    const said = wordsNotice(wordsOf(message), messageWords(message));
    expect(said ?? '').toBe(notice);
  });
});

describe('markup', () => {
  it.each(rowsOf('markup'))('%s says %s', (mrkdwn, words) => {
    expect(namedWords(mrkdwnWords(inLines(mrkdwn)))).toBe(inLines(words));
  });

  it.each(rowsOf('mentions'))('%s says, with names, %s', (mrkdwn = '', words = '') => {
    expect(namedWords(mrkdwnWords(mrkdwn), nameOf, 'UAPP')).toBe(words);
  });

  it.each([
    ['Tom &amp; Jerry &lt;3', 'Tom & Jerry <3'],
    ['*stays* :tada: and _this_', '*stays* :tada: and _this_'],
    ['<@U1|ada> in <#C1|general>', 'ada in general'],
    ['<https://x.example|our page>', 'our page'],
    ['a  b', 'a  b'],
  ])('that somebody typed for the app alone is read to the letter: %j', (text, words) => {
    expect(typedWords(text)).toBe(words);
  });
});
