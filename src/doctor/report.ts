import { type SettingsFile, WHERE } from '../config/problem-copy.ts';
import type { Finding } from './finding.ts';

const MARKS = { ok: '✓', warning: '!', fail: '✗' } as const;

/** The doctor's lines for the terminal: one per finding, and what they add up to. */
export function report(findings: readonly Finding[], file: SettingsFile): string[] {
  const count = (how: Finding['how']) => findings.filter((each) => each.how === how).length;
  return [
    ...findings.map(({ what, how, says }) => `${MARKS[how]} ${what}: ${says}`),
    '',
    ...(file !== 'found' && count('fail') > 0 ? [WHERE[file]] : []),
    summary(count('fail'), count('warning')),
  ];
}

function summary(problems: number, warnings: number): string {
  const found = [
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(' and ');
  if (problems > 0) return `${found}. Fix the lines marked ✗, then run npm run doctor again.`;
  return warnings > 0 ? `It works, with ${found}.` : 'Everything works.';
}

const counted = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;
