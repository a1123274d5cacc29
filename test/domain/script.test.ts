import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { priceOf } from '../../src/domain/price.ts';
import { cleanScript } from '../../src/domain/script/markup.ts';
import { hasSpeech, speechOf } from '../../src/domain/script/speech.ts';

/** The cleaned text and what was removed; empty for plain text. */
function cleaned(script: string): string {
  const { text, marks } = cleanScript(script);
  const removed = Object.entries(marks).map(([mark, count]) => `${mark} ${count}`);
  if (text === script && removed.length === 0) return '';
  const words = hasSpeech(script) ? JSON.stringify(text).slice(1, -1) : 'nothing to speak';
  return ` ⇒ ${words} ⇒ ${removed.join(', ')}`;
}

/** The number of words, the seconds to speak them, and the price in credits. */
function spoken(script: string): string {
  const { words, seconds } = speechOf(script);
  const { credits } = priceOf(script);
  const prefix = hasSpeech(script) ? '' : 'nothing: ';
  return ` ⇒ ${prefix}${words}, ${Math.round(seconds * 100) / 100} s, ${credits}`;
}

const TABLES = { markup: cleaned, speech: spoken };
it.each(Object.entries(TABLES))('each script of %s.txt has its result', async (name, describe) => {
  const path = join(import.meta.dirname, `scripts/${name}.txt`);
  const rows = readFileSync(path, 'utf8').split('\n');
  const actual = rows.map((row) => {
    const [script = ''] = row.split(' ⇒ ');
    return script && script + describe(JSON.parse(`"${script.replaceAll('"', '\\"')}"`));
  });
  await expect(actual.join('\n')).toMatchFileSnapshot(path);
});

it('a credit pays for two minutes of speech', () => {
  const scripts = ['word '.repeat(300), '1'.repeat(3_000), '字'.repeat(541), '', 'a'.repeat(1_000)];
  expect(scripts.map(priceOf)).toEqual([
    { words: 300, seconds: 120, credits: 1, excessWords: 0, rough: false },
    { words: 3_000, seconds: 1_200, credits: 10, excessWords: 300, rough: true },
    { words: 541, seconds: 121, credits: 2, excessWords: 1, rough: true },
    { words: 0, seconds: 0, credits: 0, excessWords: 0, rough: false },
    { words: 1, seconds: 67, credits: 1, excessWords: 0, rough: true },
  ]);
});

const LONG = { 1: 15_000, a: 1, 'a@': 14_999, 'https://': 7_497, '+': 0, 'a+': 15_000, 안: 1 };
it.each(Object.entries(LONG))('15,000 characters of “%s” are %i words', (piece, words) => {
  expect(speechOf(piece.repeat(15_000 / piece.length)).words).toBe(words);
});

const HALVES = `* ** *a_ _ __a \` \`a [ [a ]( < <a <ab= & &# https:// a@ a. a.com/ : :: :a | - # > ~
  ~~a <!-- <style> |- [a]( ![ ( [^ a-`.split(/\s+/);
it.each(HALVES)('fifteen thousand characters of %j are cleaned', (piece) => {
  expect(cleanScript(piece.repeat(15_000 / piece.length)).text.length).toBeLessThan(15_001);
});
