import { expect, test } from 'vitest';
import { readDemoOptions } from '../demo-options.ts';
import { summariseLogLine } from '../log-line.ts';

const plain = {
  once: null,
  tour: false,
  socket: false,
  webhook: true,
  kill: false,
  verbose: false,
  port: 0,
};

test('every option is read and combines with the others', () => {
  expect([
    readDemoOptions([]),
    readDemoOptions(['--once', 'Some script', '--socket', '--no-webhook', '--kill']),
    readDemoOptions(['--once=--odd--', '--verbose', '--port', '4400']),
    readDemoOptions(['--tour', '--socket']),
    readDemoOptions(['--socket', '--help']),
  ]).toEqual([
    { kind: 'run', options: plain },
    {
      kind: 'run',
      options: { ...plain, once: 'Some script', socket: true, webhook: false, kill: true },
    },
    { kind: 'run', options: { ...plain, once: '--odd--', verbose: true, port: 4400 } },
    { kind: 'run', options: { ...plain, tour: true, socket: true } },
    { kind: 'help' },
  ]);
});

test.each([
  [['--onec', 'x'], '--onec is not an option'],
  [['-x'], '-x is not an option'],
  [['hello'], '“hello” is not an option'],
  [['--once'], '--once'],
  [['--once', ' '], '--once needs a script'],
  [['--socket=yes'], '--socket'],
  [['--kill'], '--kill works only together with --once'],
  [['--tour', '--once', 'x'], '--tour and --once are two runs'],
  [['--tour', '--no-webhook'], 'leave --no-webhook out'],
  [['--port', 'many'], '--port needs a port number, not “many”'],
  [['--port', '70000'], '--port needs a port number'],
])('%j is an error that names it', (args, words) => {
  expect(readDemoOptions(args)).toEqual({
    kind: 'wrong',
    problem: expect.stringContaining(words),
  });
});

test('a log line becomes a short sentence, anything else stays as it is', () => {
  const line = JSON.stringify({
    level: 40,
    time: '2026-11-22T12:34:56.789Z',
    event: 'poll_failed',
    video: 'v1',
    tries: 2,
  });
  expect([
    summariseLogLine(line),
    summariseLogLine('Error: no'),
    summariseLogLine('{"a":1}'),
  ]).toEqual(['12:34:56 ! poll_failed video=v1 tries=2', 'Error: no', '{"a":1}']);
});
