import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { priceOf } from '../../src/domain/price.ts';
import { cleanScript } from '../../src/domain/script/markup.ts';
import { hasSpeech, speechOf } from '../../src/domain/script/speech.ts';

/** The text it is cleaned to, and what was taken out; nothing where it is plain. */
function cleaned(script: string): string {
  const { text, marks } = cleanScript(script);
  const taken = Object.entries(marks).map(([mark, count]) => `${mark} ${count}`);
  if (text === script && taken.length === 0) return '';
  const words = hasSpeech(script) ? JSON.stringify(text).slice(1, -1) : 'nothing to speak';
  return ` ⇒ ${words} ⇒ ${taken.join(', ')}`;
}

/** Its words, how many seconds they take, and its price in credits. */
function spoken(script: string): string {
  const { words, seconds } = speechOf(script);
  const { credits } = priceOf(script);
  const nothing = hasSpeech(script) ? '' : 'nothing: ';
  return ` ⇒ ${nothing}${words}, ${Math.round(seconds * 100) / 100} s, ${credits}`;
}

it.each([
  ['markup', cleaned],
  ['speech', spoken],
])('a script, and what is told of it, is a line of %s.txt', async (name, told) => {
  const path = join(import.meta.dirname, `scripts/${name}.txt`);
  const rows = readFileSync(path, 'utf8').split('\n');
  const anew = rows.map((row) => {
    const [script = ''] = row.split(' ⇒ ');
    return script && script + told(JSON.parse(`"${script.replaceAll('"', '\\"')}"`));
  });
  await expect(anew.join('\n')).toMatchFileSnapshot(path);
});

it('a credit pays for two minutes of it', () => {
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
it.each(HALVES)('fifteen thousand characters of %j are read too', (piece) => {
  expect(cleanScript(piece.repeat(15_000 / piece.length)).text.length).toBeLessThan(15_001);
});
