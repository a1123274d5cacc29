import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../src/catalogue/language/languages.ts';
import { judgeScript } from '../../src/catalogue/language/script-language.ts';

/** The nearest languages of each: those that one takes for the other. */
const NEAR: ReadonlyMap<string, string> = new Map(readRows('near-languages'));

/**
 * How often each outcome comes when the scripts of a group are judged, by what the person's Slack
 * speaks: English, the script's own language, or a near one. `told`: the form says something.
 */
export function outcomesOf(group: string): Record<string, Record<string, number>> {
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

/** Whether a voice of that language reads the script well. */
function isSpokenIn(tag: string, voice: string): boolean {
  const [spoken, ...of] = [voice, ...tag.split(' ')].map(
    (each) => languageOf(each)?.spoken?.language,
  );
  // Standard Chinese is read out in Cantonese as well.
  return of.includes(spoken) || (spoken === 'yue' && of.includes('zh'));
}
