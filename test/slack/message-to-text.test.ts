import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scriptNotice } from '../../src/slack/copy/form-notes.ts';
import { resolveMentions } from '../../src/slack/reading/mention-marks.ts';
import { readMessageText } from '../../src/slack/reading/message-to-text.ts';
import { mrkdwnToText } from '../../src/slack/reading/mrkdwn-to-text.ts';

const NAMES = { U1: 'Grace', U2: 'Linus', C1: 'general', S1: 'Sales team' };
const nameOf = ({ id }: { id: string }): string | null => Object(NAMES)[id] ?? null;
const wordsOf = (message: unknown) => resolveMentions(readMessageText(message).text, nameOf);

/** A table in `message-text/`: a row per line, its cells separated by arrows. */
function rowsOf(table: string): string[][] {
  const lines = readFileSync(new URL(`message-text/${table}.txt`, import.meta.url), 'utf8').split(
    '\n',
  );
  return lines
    .filter((line) => line !== '' && !line.startsWith('# '))
    .map((line) => (line.includes(' ⇒') ? line.split(/ ⇒ ?/) : [line, line]));
}
const inLines = (cell = ''): string => cell.replaceAll('\\n', '\n');

it.each(rowsOf('messages'))('the words of a message are read from %s', (_, message = '', words) => {
  expect(wordsOf(JSON.parse(message))).toBe(inLines(words));
});

it.each(rowsOf('notices'))('the form says of the message %s: %s', (json = '', notice = '') => {
  const message: unknown = JSON.parse(json);
  expect(scriptNotice(wordsOf(message), readMessageText(message)) ?? '').toBe(notice);
});

it.each(rowsOf('markup'))('markup %s says %s', (mrkdwn, words) => {
  expect(resolveMentions(mrkdwnToText(inLines(mrkdwn)))).toBe(inLines(words));
});

it.each(rowsOf('mentions'))('markup %s says, with names, %s', (mrkdwn = '', words = '') => {
  expect(resolveMentions(mrkdwnToText(mrkdwn), nameOf, 'UAPP')).toBe(words);
});
