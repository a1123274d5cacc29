import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scriptNotice } from '../../src/slack/copy/form-notes.ts';
import { resolveMentions } from '../../src/slack/reading/mention-marks.ts';
import { readMessageText } from '../../src/slack/reading/message-to-text.ts';
import { mrkdwnToText } from '../../src/slack/reading/mrkdwn-to-text.ts';

const NAMES = { U1: 'Grace', U2: 'Linus', C1: 'general', S1: 'Sales team' };
const nameOf = ({ id }: { id: string }): string | null => Object(NAMES)[id] ?? null;
const textOf = (message: unknown) => resolveMentions(readMessageText(message).text, nameOf);

/** A table in `message-text/`: a row per line, its cells separated by arrows. */
function rowsOf(table: string): string[][] {
  const file = new URL(`message-text/${table}.txt`, import.meta.url);
  const lines = readFileSync(file, 'utf8').split('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('# '));
  return rows.map((line) => (line.includes(' ⇒') ? line.split(/ ⇒ ?/) : [line, line]));
}
const withLineBreaks = (cell = ''): string => cell.replaceAll('\\n', '\n');

it.each(rowsOf('messages'))('the text of a message is read from %s', (_, message = '', text) => {
  expect(textOf(JSON.parse(message))).toBe(withLineBreaks(text));
});

it.each(rowsOf('notices'))('for the message %s, the form shows: %s', (json = '', notice = '') => {
  const message: unknown = JSON.parse(json);
  expect(scriptNotice(textOf(message), readMessageText(message)) ?? '').toBe(notice);
});

it.each(rowsOf('markup'))('the mrkdwn %s becomes %s', (mrkdwn, text) => {
  expect(resolveMentions(mrkdwnToText(withLineBreaks(mrkdwn)))).toBe(withLineBreaks(text));
});

it.each(rowsOf('mentions'))('the mrkdwn %s becomes, with names, %s', (mrkdwn = '', text = '') => {
  expect(resolveMentions(mrkdwnToText(mrkdwn), nameOf, 'UAPP')).toBe(text);
});
