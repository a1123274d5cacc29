import { expect, it } from 'vitest';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';
import { outcomesOf } from './scripts.ts';

const FITS = { kind: 'fits' };
const UNSURE = { kind: 'unsure' };

const told = (right: number, unsure: number) => ({ 'right, told': right, 'unsure, told': unsure });
const own = (right: number, said: number) => ({ right, 'right, told': said });

/** The scripts of each group (`unlisted`: of words in no list); what is not here never happens. */
it.each([
  ['english', { own: { right: 67 }, near: { 'right, told': 536 } }],
  ['everyday', { English: told(452, 20), own: own(464, 13), near: told(904, 35) }],
  ['short', { English: told(93, 9), own: own(108, 6), near: told(282, 18) }],
  ['unlisted', { English: told(29, 29), own: own(50, 18), near: told(138, 58) }],
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
