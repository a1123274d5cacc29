import { expect, test } from 'vitest';
import { CUES } from '../jogg/projects/outcome.ts';
import { dayLabel, formatDate } from '../page/blocks/dates.js';
import { groupsOf } from '../page/blocks/field-value.js';
import { FAULTS, withFault } from '../page/panes/faults.js';
import * as line from '../page/panes/line.js';
import { continues, repliesOf, threadOf, topLevel } from '../page/panes/timeline.js';

const { readLine, suggestCommands, suggestPeople, readOnlyReason, withMentions } = line;
const NOON = Date.UTC(2026, 10, 22, 12) / 1000;
const at = { now: NOON, timeZone: 'UTC' };

test('a date is written in its requested format', () => {
  const formats = ['{date_short} at {time}', '{date_pretty}', '{nonsense}'];
  const written = formats.map((format) => formatDate(NOON - 7200, format, at));
  expect(written).toEqual(['22 Nov 2026 at 10:00', 'Today', '{nonsense}']);
  expect(dayLabel(NOON - 86_400, at)).toBe('Yesterday');
});

test('a line is a command only if the app has that command', () => {
  const lines = ['/jogg  Hello\nthere', ' a <b> & c ', '/nope x', '  '];
  expect(lines.map((line) => readLine(line, ['/jogg']))).toEqual([
    { kind: 'command', command: '/jogg', text: 'Hello\nthere' },
    { kind: 'post', text: 'a <b> & c' },
    { kind: 'unknown', command: '/nope' },
    { kind: 'nothing' },
  ]);
});

test('a partly typed command gets suggestions, a complete sentence gets none', () => {
  const commands = [{ command: '/jogg' }, { command: '/other' }];
  const lines = ['/', '/jo', '/jogg hello', 'jogg'];
  expect(lines.map((line) => suggestCommands(line, commands).length)).toEqual([2, 1, 1, 0]);
});

test('a partly typed name gets suggestions, and is sent as a mention', () => {
  const people = [
    { id: 'U1', name: 'Jogg' },
    { id: 'U2', name: 'Grace Hopper' },
    { id: 'U3', name: 'Grace' },
  ];
  const lines = ['@', 'Hi @ho', '@jo', 'a@jo', '@Jogg done'];
  const offered = lines.map((line) =>
    suggestPeople(line, people)
      .map((each: { id: string }) => each.id)
      .join(' '),
  );
  expect(offered).toEqual(['U1 U2 U3', 'U2', 'U1', '', '']);
  const line = '@jogg ask @Grace Hopper, not @Grace or @Joggers: a@Jogg <@U1>';
  expect(withMentions(line, people)).toBe('<@U1> ask <@U2>, not <@U3> or @Joggers: a@Jogg <@U1>');
});

test('the menu has a command for every fault of the fakes', () => {
  expect(FAULTS.map(({ word }) => word).toSorted()).toEqual([...CUES].toSorted());
  const [first] = FAULTS;
  const lines = ['', 'Hello', '/jogg Hello', '/jogg [slow] Hello'];
  expect(lines.map((line) => first && withFault(line, first, '/jogg'))).toEqual([
    ...['/jogg [fail] Good morning everybody', '/jogg [fail] Hello', '/jogg [fail] Hello'],
    '/jogg [fail] Hello',
  ]);
});

test('the page explains why a person cannot write in a channel', () => {
  const app = { app: { name: 'Jogg' } };
  const usual = { archived: false, read_only: false };
  const places = [usual, { ...usual, archived: true }, { ...usual, read_only: true }];
  expect(places.map((place) => readOnlyReason(place, app))).toEqual([
    null,
    'This channel is archived. You can read it, but not write in it.',
    'Sending messages to Jogg has been turned off.',
  ]);
});

test('replies appear in their thread and not in the channel', () => {
  const root = { ts: '10.1', user: 'B', thread_ts: '10.1' };
  const reply = { ts: '12.1', user: 'B', thread_ts: '10.1' };
  const other = { ts: '9.5', user: 'A' };
  const all = [other, root, reply];
  const seen = [topLevel(all), threadOf(all, '10.1'), repliesOf(all, '10.1')];
  expect(seen).toEqual([[other, root], [root, reply], [reply]]);
});

test('messages within five minutes share one name', () => {
  const first = { ts: '1000.0', user: 'A' };
  const next = [['1299.0', 'A'] as const, ['1300.0', 'A'] as const, ['1001.0', 'B'] as const];
  const seen = next.map(([ts, user]) => continues({ ts, user }, first));
  expect([...seen, continues(first, undefined)]).toEqual([true, false, false, false]);
});

test('options and option groups look the same', () => {
  const option = { text: { type: 'plain_text', text: 'Ben' }, value: '1' };
  expect([
    groupsOf({ options: [option] }),
    groupsOf({ option_groups: [{ label: { text: 'Yours' }, options: [option] }] }),
  ]).toEqual([[{ label: '', options: [option] }], [{ label: 'Yours', options: [option] }]]);
});
