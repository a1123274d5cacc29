import { expect, it } from 'vitest';
import { createTellOperator } from '../../src/app/tell-operator.ts';
import { problemLines } from '../../src/config/problem-copy.ts';
import { readArguments } from '../../src/config/read-arguments.ts';
import { fail, ok, SETTINGS_COMPLETE, warning } from '../../src/doctor/finding.ts';
import { report } from '../../src/doctor/report.ts';

const NO_FILE =
  'There is no .env file here yet. Run cp .env.example .env, fill it in, and start again.';

it.each([
  ['', { kind: 'app' }],
  ['doctor', { kind: 'doctor' }],
  ['migrate --from a --to b', { kind: 'migrate', args: ['--from', 'a', '--to', 'b'] }],
  ['backup copy.sqlite', { kind: 'backup', args: ['copy.sqlite'] }],
  ['erase T1', { kind: 'erase', args: ['T1'] }],
  ['--help', { kind: 'help' }],
  ['doctor -h', { kind: 'help' }],
  ['doktor', { kind: 'invalid', problem: 'There is no command “doktor”.' }],
  ['doctor --now', { kind: 'invalid', problem: 'There is no option “--now”.' }],
])('the command line “%s” is parsed', (line, invocation) => {
  expect(readArguments(line.split(' ').filter(Boolean))).toEqual(invocation);
});

it('problems of the settings are listed, with the next step for the .env file', () => {
  const port = { variable: 'PORT', fix: 'must be a number from 0 to 65535' };
  const key = { variable: 'JOGG_API_KEY', fix: 'missing.' };
  const [one, two] = [problemLines([port], 'found'), problemLines([port, key], 'missing')];
  const head = 'jogg-slack cannot start. Please fix';
  expect([one.slice(0, 4), two.slice(0, 4)]).toEqual([
    [`${head} this setting:`, '', `  PORT: ${port.fix}`, ''],
    [`${head} these settings:`, '', `  PORT: ${port.fix}`, `  ${key.variable}: missing.`],
  ]);
  expect([one, two, problemLines([port], 'misnamed')].map((lines) => lines.at(-3))).toEqual([
    'Settings are read from .env and the environment; the environment wins.',
    NO_FILE,
    'Rename .env.txt to .env: only .env is read. (Windows hides the ending .txt.)',
  ]);
});

const FIX = 'Fix the lines marked ✗, then run npm run doctor again.';
const DISK = ok('Database', 'can be read and written');
const ADDRESS = warning('Request URL', 'no request from Slack has arrived yet');
const KEY = fail('JOGG_API_KEY', 'missing');
it.each([
  ['no problem', [DISK], 'found', ['Everything works.']],
  ['one warning', [DISK, ADDRESS], 'missing', ['It works, with 1 warning.']],
  ['one problem', [KEY], 'found', [`1 problem. ${FIX}`]],
  ['no .env, but settings', [SETTINGS_COMPLETE, KEY], 'missing', [`1 problem. ${FIX}`]],
  ['many, no .env', [KEY, KEY, ADDRESS], 'missing', [NO_FILE, `2 problems and 1 warning. ${FIX}`]],
] as const)('the doctor ends with a summary: %s', (_, findings, file, summary) => {
  const mark = { ok: '✓', warning: '!', fail: '✗' };
  const body = findings.map(({ check, status, message }) => `${mark[status]} ${check}: ${message}`);
  expect(report(findings, file)).toEqual([...body, '', ...summary]);
});

it('messages for the operator go to a terminal, or as one line into the log', () => {
  const output: unknown[] = [];
  const log = { info: (event: string, fields?: object) => void output.push([event, fields]) };
  const write = (text: string) => void output.push(text);
  for (const isTTY of [true, false])
    createTellOperator(log, { isTTY, write })(['Hi.', 'Next: go.']);
  expect(output).toEqual(['\nHi.\nNext: go.\n\n', ['operator_told', { says: 'Hi. Next: go.' }]]);
});
