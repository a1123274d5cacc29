import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createFileLock, HEARTBEAT_MS, OVERDUE_MS } from '../../src/store/sqlite/file-lock.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { newPath } from './temp-state.ts';

/** The same name and number in each container, as by `hostname:` in a compose file. */
const CONTAINER = {
  host: 'jogg',
  pid: 1,
  bootId: 'boot',
  pidNamespace: 'pid:[1]',
  startTime: '100',
};
const NEXT = { ...CONTAINER, pidNamespace: 'pid:[2]', startTime: '900' };
const THIRD = { ...NEXT, pidNamespace: 'pid:[3]' };
const TWIN = { ...CONTAINER, nonce: 'other' };
/** It sees that the first one is gone. */
const BESIDE = { ...NEXT, pidNamespace: 'pid:[1]', sees: 'gone' as const };
type Facts = typeof CONTAINER & { readonly nonce?: string; readonly sees?: 'gone' };

/** Processes that share a file and a clock; each keeps what it noted, and how it stands. */
function machine() {
  const path = newPath();
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const process = ({ nonce = 'n', sees, ...self }: Facts) => {
    const db = new DatabaseSync(path);
    const notes: unknown[] = [];
    const stop = new AbortController();
    const { acquire, release } = createFileLock({
      ...{ db, path: 'the file', self, nonce, clock },
      logEvent: (event, fields) => notes.push([event, ...Object.values(fields ?? {})]),
      findProcess: () => sees ?? { startTime: self.startTime },
    });
    /** Without a word, as by SIGKILL. */
    const die = () => db.isOpen && db.close();
    onTestFinished(() => {
      die();
      release();
    });
    const all = {
      ...{ notes, stop, release, die, how: 'waits' },
      async take() {
        const taken = await acquire(stop.signal).catch(String);
        const at = `took it at ${(clock.now() - startedAt) / 1_000} s`;
        all.how = taken === true ? at : taken || 'gave up';
      },
    };
    return all;
  };
  return { clock, process };
}

const FIRST = 'process 1 on jogg (since 2026-01-05T09:00:00.000Z)';
const USED = `StoreError: the file: ${FIRST} uses this state file, and one process at a time may. Stop that one, or let STATE_URL name another file.`;
const WAITS = `${FIRST} holds the state file. It may have been killed: waiting at most 20 s for it to say that it lives.`;
const WAITED = [['state_held_trouble', WAITS]];
const LAST_BEAT = ['waits', 'took it at 30 s'];
const SET_BACK = ['waits', 'took it at -3580 s'];
const HOUR = 3_600_000;

it.each<[string, number, 'lives' | 'killed' | 'released', number, Facts, number, string[]]>([
  ['that lives ends the next one', 60_000, 'lives', 0, NEXT, 5_500, ['waits', USED]],
  ['that lives ends a twin in its process', 0, 'lives', 0, TWIN, 5_500, ['waits', USED]],
  ['killed elsewhere is dead 20 s after its beat', 12_000, 'killed', 0, NEXT, 18_500, LAST_BEAT],
  ['killed in this container is dead', 0, 'killed', 0, BESIDE, 0, ['took it at 0 s']],
  ['killed long ago is dead', 0, 'killed', HOUR, NEXT, 0, ['took it at 3600 s']],
  ['that released it is gone', 0, 'released', 0, NEXT, 0, ['took it at 0 s']],
  ['killed before the clock was set back is dead', 0, 'killed', -HOUR, NEXT, 20_000, SET_BACK],
])('a process %s', async (_, aliveMs, end, agoMs, facts, waitMs, hows) => {
  const { clock, process } = machine();
  const [first, second] = [process(CONTAINER), process(facts)];
  await first.take();
  await clock.advance(aliveMs);
  if (end === 'released') first.release();
  if (end === 'killed') first.die();
  clock.jump(agoMs);
  void second.take();
  const seen: string[] = [];
  for (const ms of waitMs === 0 ? [0] : [waitMs - 1_000, 1_000]) {
    await clock.advance(ms);
    seen.push(second.how);
  }
  expect([seen, second.notes]).toEqual([hows, waitMs === 0 ? [] : WAITED]);
});

it('of those that wait for a dead process one takes the file and one ends, or gives up as the app stops', async () => {
  const { clock, process } = machine();
  const first = process(CONTAINER);
  await first.take();
  first.die();
  const all = [process(NEXT), process(THIRD), process({ ...NEXT, pidNamespace: 'pid:[4]' })];
  for (const each of all) void each.take();
  all[2]?.stop.abort();
  await clock.advance(OVERDUE_MS + HEARTBEAT_MS + 1_000);
  const used = expect.stringMatching(/ uses this state file/);
  const hows = all.map(({ how }) => how);
  expect(hows.toSorted()).toEqual([used, 'gave up', 'took it at 20 s']);
});

it('a process that was frozen until another took over logs it, and holds the file again', async () => {
  const { clock, process } = machine();
  const [first, second, third] = [process(CONTAINER), process(NEXT), process(NEXT)];
  await first.take();
  // Frozen: its row is gone before its next beat.
  clock.jump(OVERDUE_MS);
  await second.take();
  await clock.advance(HEARTBEAT_MS);
  second.release();
  void third.take();
  await clock.advance(1_000);
  const told = ['state_shared_trouble', 'another process took the state file: stop one of them'];
  expect([first.notes, third.how]).toEqual([[told], 'waits']);
});
