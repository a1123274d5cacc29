import { expect, test } from 'vitest';
import { readDemoOptions } from '../demo-options.ts';
import { summariseLogLine } from '../log-line.ts';

const OFF = { tour: false, socket: false, kill: false, workspaces: false, verbose: false };
const PLAIN = { once: null, webhook: true, port: 0, ...OFF };
const ALL = { once: 'Some script', socket: true, webhook: false, kill: true };

test.each([
  [[], {}],
  [['--once', 'Some script', '--socket', '--no-webhook', '--kill'], ALL],
  [
    ['--once=--odd--', '--verbose', '--port', '4400'],
    { once: '--odd--', verbose: true, port: 4400 },
  ],
  [['--tour', '--socket'], { tour: true, socket: true }],
  [['--workspaces'], { workspaces: true }],
])('%j is parsed', (args, given) => {
  expect(readDemoOptions(args)).toEqual({ kind: 'run', options: { ...PLAIN, ...given } });
});

test('--help wins over all other options', () => {
  expect(readDemoOptions(['--socket', '--help'])).toEqual({ kind: 'help' });
});

test.each([
  [['--onec', 'x'], '--onec is not an option'],
  [['-x'], '-x is not an option'],
  [['hello'], '“hello” is not an option'],
  [['--once'], '--once needs a script'],
  [['--once', ' '], '--once needs a script'],
  [['--socket=yes'], '--socket'],
  [['--kill'], '--kill works only together with --once'],
  [['--tour', '--once', 'x'], '--tour and --once are two runs'],
  [['--tour', '--workspaces'], '--tour and --workspaces are two runs'],
  [['--workspaces', '--no-webhook'], 'leave --no-webhook out'],
  [['--tour', '--no-webhook'], 'leave --no-webhook out'],
  [['--port', 'many'], '--port needs a port number, not “many”'],
  [['--port', '70000'], '--port needs a port number'],
])('%j is an error that names the option', (args, words) => {
  expect(readDemoOptions(args)).toEqual({
    kind: 'wrong',
    problem: expect.stringContaining(words),
  });
});

test('a log line is shortened, and any other line stays unchanged', () => {
  const facts = { time: '2026-11-22T12:34:56.789Z', event: 'poll_failed', video: 'v1', tries: 2 };
  const lines = [JSON.stringify({ level: 40, ...facts }), 'Error: no', '{"a":1}'];
  const short = ['12:34:56 ! poll_failed video=v1 tries=2', 'Error: no', '{"a":1}'];
  expect(lines.map(summariseLogLine)).toEqual(short);
});
