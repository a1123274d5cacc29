import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { languageOf } from '../../src/catalogue/language/languages.ts';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';

const FITS = { kind: 'fits' };
const UNSURE = { kind: 'unsure' };
const OTHER = (language: string) => ({ kind: 'other', language });

/** The rows of a group of `scripts/`: a language tag, a tab, a text. */
const rowsOf = (group: string) =>
  readFileSync(new URL(`scripts/${group}.txt`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t') as [tag: string, text: string]);
/** The languages that are easily confused with each language. */
const NEAR_LANGUAGES = new Map(rowsOf('near-languages'));

const languages = (tags: string) => tags.split(' ').map((tag) => languageOf(tag)?.spoken?.language);
/** Whether a voice can speak a script. A Cantonese voice also reads Standard Chinese. */
function canSpeak(voice: string, tag: string): boolean {
  const [spoken] = languages(voice);
  const of = languages(tag);
  return of.includes(spoken) || (spoken === 'yue' && of.includes('zh'));
}

/** The outcome of a script for a person with this locale; with or without a note in the form. */
function outcomeOf(tag: string, locale: string, script: string): string {
  const decision = judgeScript(script, locale);
  if (canSpeak(decision.kind === 'other' ? decision.language : locale, tag))
    return decision.kind === 'fits' ? 'right' : 'right, with note';
  if (decision.kind === 'fits') return 'wrong, without note';
  return decision.kind === 'unsure' ? 'unsure, with note' : 'wrong, with note';
}

/** The count of each outcome, for people with English, the script's or a near language. */
it.each([
  ['english', { right: 67, 'right, with note': 536 }],
  ['everyday', { right: 464, 'right, with note': 1_369, 'unsure, with note': 55 }],
  ['short', { right: 108, 'right, with note': 381, 'unsure, with note': 27 }],
  // Scripts whose words are in no list.
  ['unlisted', { right: 50, 'right, with note': 185, 'unsure, with note': 87 }],
])('a “%s” script with a voice of a wrong or unclear language gets a note', (group, counts) => {
  const outcomes = rowsOf(group).flatMap(([tag, script]) => {
    const near = NEAR_LANGUAGES.get(tag) ?? 'de fr';
    const locales = new Set(['en', ...tag.split(' '), ...near.split(' ')]);
    return [...locales].map((prior) => outcomeOf(tag, prior, script));
  });
  const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  expect(Object.fromEntries(outcomes.map((each) => [each, count(each)]))).toEqual(counts);
});

it.each([
  ['nothing', ''],
  ['names', 'Jogg Slack Zoom Salesforce'],
  ['names of people', 'Søren Ågård, François Lefèvre, Łukasz Wiśniewski'],
  ['numbers and signs', '20 % 30 € 12:30 – 14:00 '.repeat(20)],
  ['an address', 'https://example.com/der/die/das?und=nicht'],
  ['a mention and an emoji', '<@U123> :tada: #allgemein'],
])('a script of %s fits every voice', (_, script) => {
  const locales = ['en-US', 'de-DE', 'ja-JP', 'ru-RU'];
  expect(locales.map((prior) => judgeScript(script, prior))).toEqual([FITS, FITS, FITS, FITS]);
});

const HELLO = 'Hello everyone, welcome to the meeting';
it.each([
  ['Hej alle sammen', 'en-US', OTHER('da')],
  ['Bonjour', 'en-US', UNSURE],
  ['Bonjour', 'fr-CA', FITS],
  ['Привет', 'en-US', UNSURE],
  [`${HELLO}. Hallo zusammen, willkommen zu unserem Treffen.`, 'en', UNSURE],
  [`${HELLO} of today. 大家好，欢迎参加我们今天的会议。`, 'en', UNSURE],
  [`${HELLO} of today. 大家好，欢迎参加我们今天的会议。`, 'zh', UNSURE],
])('the script “%s” is judged for the locale %s', (script, prior, decision) => {
  expect(judgeScript(script, prior)).toEqual(decision);
});
