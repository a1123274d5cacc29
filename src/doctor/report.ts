import { SETTINGS_FILE_HINTS, type SettingsFile } from '../config/problem-copy.ts';
import { pluralize } from '../lib/text.ts';
import { type Finding, SETTINGS_COMPLETE } from './finding.ts';

const MARKS = { ok: '✓', warning: '!', fail: '✗' } as const;

/** The doctor's lines for the terminal: one per finding, then a summary. */
export function report(findings: readonly Finding[], file: SettingsFile): string[] {
  const count = (status: Finding['status']) =>
    findings.filter((each) => each.status === status).length;
  // Complete settings may come from the environment alone.
  const isFileNeeded =
    file !== 'found' && count('fail') > 0 && !findings.includes(SETTINGS_COMPLETE);
  return [
    ...findings.map(({ check, status, message }) => `${MARKS[status]} ${check}: ${message}`),
    '',
    ...(isFileNeeded ? [SETTINGS_FILE_HINTS[file]] : []),
    summary(count('fail'), count('warning')),
  ];
}

function summary(problems: number, warnings: number): string {
  const counts = [
    ...(problems > 0 ? [pluralize(problems, 'problem')] : []),
    ...(warnings > 0 ? [pluralize(warnings, 'warning')] : []),
  ].join(' and ');
  if (problems > 0) return `${counts}. Fix the lines marked ✗, then run npm run doctor again.`;
  return warnings > 0 ? `It works, with ${counts}.` : 'Everything works.';
}
