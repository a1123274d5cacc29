import { describe, expect, it } from 'vitest';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';
import { counted, outcomesOf } from './script-outcomes.ts';
import { ALPHABETS } from './scripts-alphabets.ts';
import { ENGLISH } from './scripts-english.ts';
import { GERMANIC } from './scripts-germanic.ts';
import { LATER } from './scripts-later.ts';
import { LATIN } from './scripts-latin.ts';
import { ROMANCE } from './scripts-romance.ts';
import { SLAVIC } from './scripts-slavic.ts';
import { UNSEEN } from './scripts-unseen.ts';

const FITS = { kind: 'fits' };
const UNSURE = { kind: 'unsure' };
const other = (language: string) => ({ kind: 'other', language });

/** What each kind of people gets; whatever is not listed here never happens. */
describe('the language of a script, for people of English, of its language, and of near ones', () => {
  it('an English voice stays for English without a word; people of others are told', () => {
    expect(counted(outcomesOf({ en: ENGLISH }))).toEqual({
      own: { right: 67 },
      near: { 'right, told': 536 },
    });
  });

  it('no script gets a wrong voice, and none that may be wrong stays without a word', () => {
    const all = { ...GERMANIC, ...ROMANCE, ...SLAVIC, ...LATIN, ...ALPHABETS };
    expect(counted(outcomesOf(all))).toEqual({
      English: { 'right, told': 452, 'unsure, told': 20 },
      own: { right: 464, 'right, told': 13 },
      near: { 'right, told': 904, 'unsure, told': 35 },
    });
  });

  it('nor does a shorter one', () => {
    expect(counted(outcomesOf(LATER))).toEqual({
      English: { 'right, told': 93, 'unsure, told': 9 },
      own: { right: 108, 'right, told': 6 },
      near: { 'right, told': 282, 'unsure, told': 18 },
    });
  });

  it('nor does one of words that nobody listed, of which half are not recognised', () => {
    expect(counted(outcomesOf(UNSEEN))).toEqual({
      English: { 'right, told': 29, 'unsure, told': 29 },
      own: { right: 50, 'right, told': 18 },
      near: { 'right, told': 138, 'unsure, told': 58 },
    });
  });
});

describe('what tells nothing of a language', () => {
  it.each([
    ['nothing', ''],
    ['a name', 'Jogg'],
    ['names', 'Jogg Slack Zoom Salesforce'],
    ['names of people', 'Søren Ågård, François Lefèvre, Łukasz Wiśniewski'],
    ['numbers and signs', '20 % 30 € 12:30 – 14:00 '.repeat(20)],
    ['an address', 'https://example.com/der/die/das?und=nicht'],
    ['a mention and an emoji', '<@U123> :tada: #allgemein'],
  ])('%s fits every voice', (_, script) => {
    const priors = ['en-US', 'de-DE', 'ja-JP', 'ru-RU'];
    expect(priors.map((prior) => judgeScript(script, prior))).toEqual([FITS, FITS, FITS, FITS]);
  });
});

describe('a few words', () => {
  it.each([
    ['Hello', 'en-US', FITS],
    ['Thanks!', 'en-GB', FITS],
    ['Hej alle sammen', 'en-US', other('da')],
    ['Bonjour', 'en-US', UNSURE],
    ['Bonjour', 'fr-CA', FITS],
    ['Willkommen', 'de-DE', FITS],
    ['สวัสดี', 'en-US', other('th')],
    ['Привет', 'en-US', UNSURE],
  ])('“%s” for a person of %s', (script, prior, decision) => {
    expect(judgeScript(script, prior)).toEqual(decision);
  });
});

describe('two languages in one script', () => {
  it.each([
    [
      'Hello everyone, welcome to the meeting. Hallo zusammen, willkommen zu unserem Treffen.',
      'en',
    ],
    ['Hello everyone, welcome to the meeting of today. 大家好，欢迎参加我们今天的会议。', 'en'],
    ['Hello everyone, welcome to the meeting of today. 大家好，欢迎参加我们今天的会议。', 'zh'],
  ])('are said: %s', (script, prior) => {
    expect(judgeScript(script, prior)).toEqual(UNSURE);
  });
});
