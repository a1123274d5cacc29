import { expect, it } from 'vitest';
import { openState } from '../../src/store/open-state.ts';
import { createUnconfirmed } from '../../src/store/unconfirmed.ts';

const DAY = 24 * 3_600_000;

function setUp() {
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now, monotonic: () => now, sleep: async () => {} };
  const notes: string[] = [];
  const logEvent = (event: string) => void notes.push(event);
  const state = openState('memory:', logEvent);
  const unconfirmed = createUnconfirmed({ ...state, clock, logEvent });
  const pass = (ms: number) => {
    now += ms;
  };
  return { unconfirmed, clock, state, notes, pass };
}

it('many videos added at once are all known, each once, until they are removed', async () => {
  const { unconfirmed, clock } = setUp();
  const names = Array.from({ length: 20 }, (_, index) => `v${index}`);
  await Promise.all([...names, ...names].map((id) => unconfirmed.add(id, clock.now())));
  expect(await unconfirmed.videoIds()).toEqual(names);
  await Promise.all(names.slice(1).map((id) => unconfirmed.remove(id)));
  expect(await unconfirmed.videoIds()).toEqual(['v0']);
});

it('a video is forgotten a day after it became unconfirmed, also where it is added again', async () => {
  const { unconfirmed, clock, pass } = setUp();
  const since = clock.now();
  await unconfirmed.add('v', since);
  pass(DAY - 1);
  expect(await unconfirmed.videoIds()).toEqual(['v']);
  pass(1);
  await unconfirmed.add('v', since);
  expect(await unconfirmed.videoIds()).toEqual([]);
});

it('the newest hundred hints are kept, newest first, with what Jogg said of them', async () => {
  const { unconfirmed } = setUp();
  for (let index = 0; index < 101; index += 1) await unconfirmed.rememberHint(`p${index}`);
  await unconfirmed.rememberHint('p50');
  const facts = { version: 'v1', title: 'Launch', createdAt: null } as const;
  await unconfirmed.learn('p100', facts);
  const hints = await unconfirmed.hints();
  expect([hints.length, hints[0], hints.at(-1)?.projectId]).toEqual([
    100,
    { projectId: 'p100', at: Date.UTC(2026, 0, 1), facts },
    'p1',
  ]);
});

it('a damaged list is said and begun anew', async () => {
  const { unconfirmed, state, clock, notes } = setUp();
  await state.keyvFor('unconfirmed').set('all', 'nonsense');
  await unconfirmed.add('v', clock.now());
  expect([await unconfirmed.videoIds(), notes]).toEqual([
    ['v'],
    ['state_opened', 'record_damaged'],
  ]);
});
