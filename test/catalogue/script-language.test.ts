import { expect, it } from 'vitest';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';
import { outcomesOf } from './scripts.ts';

const FITS = { kind: 'fits' };
const UNSURE = { kind: 'unsure' };

/** The scripts of each group; what is not listed here never happens. */
it.each([
  ['english', { own: { right: 67 }, near: { 'right, told': 536 } }],
  [
    'everyday',
    {
      English: { 'right, told': 452, 'unsure, told': 20 },
      own: { right: 464, 'right, told': 13 },
      near: { 'right, told': 904, 'unsure, told': 35 },
    },
  ],
  [
    'short',
    {
      English: { 'right, told': 93, 'unsure, told': 9 },
      own: { right: 108, 'right, told': 6 },
      near: { 'right, told': 282, 'unsure, told': 18 },
    },
  ],
  // Of words that nobody listed.
  [
    'unlisted',
    {
      English: { 'right, told': 29, 'unsure, told': 29 },
      own: { right: 50, 'right, told': 18 },
      near: { 'right, told': 138, 'unsure, told': 58 },
    },
  ],
])('no %s script gets a wrong voice, nor one that may be wrong without a word', (group, counts) => {
  expect(outcomesOf(group)).toEqual(counts);
});

it.each([
  ['nothing', ''],
  ['a name', 'Jogg'],
  ['names', 'Jogg Slack Zoom Salesforce'],
  ['names of people', 'Søren Ågård, François Lefèvre, Łukasz Wiśniewski'],
  ['numbers and signs', '20 % 30 € 12:30 – 14:00 '.repeat(20)],
  ['an address', 'https://example.com/der/die/das?und=nicht'],
  ['a mention and an emoji', '<@U123> :tada: #allgemein'],
])('a script of %s fits every voice', (_, script) => {
  const priors = ['en-US', 'de-DE', 'ja-JP', 'ru-RU'];
  expect(priors.map((prior) => judgeScript(script, prior))).toEqual([FITS, FITS, FITS, FITS]);
});

const HELLO = 'Hello everyone, welcome to the meeting';
it.each([
  ['Hello', 'en-US', FITS],
  ['Thanks!', 'en-GB', FITS],
  ['Hej alle sammen', 'en-US', { kind: 'other', language: 'da' }],
  ['Bonjour', 'en-US', UNSURE],
  ['Bonjour', 'fr-CA', FITS],
  ['Willkommen', 'de-DE', FITS],
  ['สวัสดี', 'en-US', { kind: 'other', language: 'th' }],
  ['Привет', 'en-US', UNSURE],
  [`${HELLO}. Hallo zusammen, willkommen zu unserem Treffen.`, 'en', UNSURE],
  [`${HELLO} of today. 大家好，欢迎参加我们今天的会议。`, 'en', UNSURE],
  [`${HELLO} of today. 大家好，欢迎参加我们今天的会议。`, 'zh', UNSURE],
])('“%s” is judged for a person of %s', (script, prior, decision) => {
  expect(judgeScript(script, prior)).toEqual(decision);
});
