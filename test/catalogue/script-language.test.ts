import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { languageOf } from '../../src/catalogue/language/languages.ts';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';

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

/** The nearest languages of each: those that one takes for the other. */
const NEAR = new Map(readRows('near-languages'));

/**
 * How often each outcome comes when the scripts of a group are judged, by what the person's Slack
 * speaks: English, the script's own language, or a near one. `told`: the form says something.
 */
function outcomesOf(group: string): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const [tag, script] of readRows(group)) {
    const priors = new Set(['en', ...tag.split(' '), ...(NEAR.get(tag) ?? 'de fr').split(' ')]);
    for (const prior of priors) {
      const role = isSpokenIn(tag, prior) ? 'own' : prior === 'en' ? 'English' : 'near';
      const outcome = outcomeOf(tag, prior, script);
      counts[role] ??= {};
      counts[role][outcome] = (counts[role][outcome] ?? 0) + 1;
    }
  }
  return counts;
}

/** A group's rows: one a line, its language tag, a tab, its text. */
function readRows(group: string): (readonly [tag: string, text: string])[] {
  const text = readFileSync(join(import.meta.dirname, `scripts/${group}.txt`), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [tag, row] = line.split('\t');
      if (!tag || !row) throw new Error(`no tag or no text: ${line}`);
      return [tag, row] as const;
    });
}

function outcomeOf(tag: string, prior: string, script: string): string {
  const decision = judgeScript(script, prior);
  const isRight = isSpokenIn(tag, decision.kind === 'other' ? decision.language : prior);
  if (isRight) return decision.kind === 'fits' ? 'right' : 'right, told';
  if (decision.kind === 'fits') return 'wrong, silent';
  return decision.kind === 'unsure' ? 'unsure, told' : 'wrong, told';
}

function isSpokenIn(tag: string, voice: string): boolean {
  const [spoken, ...of] = [voice, ...tag.split(' ')].map(
    (each) => languageOf(each)?.spoken?.language,
  );
  // Standard Chinese is read out in Cantonese as well.
  return of.includes(spoken) || (spoken === 'yue' && of.includes('zh'));
}
