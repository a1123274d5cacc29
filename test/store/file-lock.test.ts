import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { createFileLock, HEARTBEAT_MS, OVERDUE_MS } from '../../src/store/sqlite/file-lock.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { tempStatePath } from './temp-state.ts';

/** Each container has the same host name and process number, as with `hostname:` in Compose. */
const CONTAINER = { host: 'jogg', pid: 1, bootId: 'b1', pidNamespace: 'pid:[1]', startTime: '100' };
const NEXT = { ...CONTAINER, pidNamespace: 'pid:[2]', startTime: '900' };
const THIRD = { ...NEXT, pidNamespace: 'pid:[3]' };
const TWIN = { ...CONTAINER, nonce: 'other' };
/** A process in the same container, which can see that the first one is gone. */
const BESIDE = { ...NEXT, pidNamespace: 'pid:[1]', sees: 'gone' as const };
type ProcessFacts = typeof CONTAINER & { readonly nonce?: string; readonly sees?: 'gone' };

/** Creates processes that share a file and a clock; each records its events and its outcome. */
function sharedFile() {
  const path = tempStatePath();
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const process = ({ nonce = 'n', sees, ...self }: ProcessFacts) => {
    const db = new DatabaseSync(path);
    const events: unknown[] = [];
    const stop = new AbortController();
    const { acquire, release } = createFileLock({
      ...{ db, path: 'the file', self, nonce, clock },
      logEvent: (event, fields) => events.push([event, ...Object.values(fields ?? {})]),
      findProcess: () => sees ?? { startTime: self.startTime },
    });
    /** Ends without a release, as after SIGKILL. */
    const crash = () => db.isOpen && db.close();
    onTestFinished(() => {
      crash();
      release();
    });
    const all = {
      ...{ events, stop, release, die: crash, outcome: 'waits' },
      async take() {
        const taken = await acquire(stop.signal).catch(String);
        const at = `took it at ${(clock.now() - startedAt) / 1_000} s`;
        all.outcome = taken === true ? at : taken || 'gave up';
      },
    };
    return all;
  };
  return { clock, process };
}

const FIRST = 'process 1 on jogg (since 2026-01-05T09:00:00.000Z)';
const USED = `StoreError: the file: ${FIRST} uses this state file, and only one process at a time may use it. Stop that one, or set STATE_URL to another file.`;
const WAITS = `${FIRST} holds the state file. It may have been killed: waiting at most 20 s for its heartbeat.`;
const WAITED = [['state_held_trouble', WAITS]];
const OVERDUE = ['waits', 'took it at 30 s'];
const EARLY = ['waits', 'took it at -3580 s'];
const SECOND = 1_000;
const HOUR_S = 3_600;

/** In seconds: how long the first process lives, how long ago that was, how long the next waits. */
it.each<[string, number, 'lives' | 'killed' | 'released', number, ProcessFacts, number, string[]]>([
  ['that is alive makes the next one end', 60, 'lives', 0, NEXT, 5.5, ['waits', USED]],
  ['that is alive makes its second lock fail', 0, 'lives', 0, TWIN, 5.5, ['waits', USED]],
  ['killed elsewhere loses the lock 20 s after a heartbeat', 12, 'killed', 0, NEXT, 18.5, OVERDUE],
  ['killed in our container loses the lock at once', 0, 'killed', 0, BESIDE, 0, ['took it at 0 s']],
  ['killed an hour ago has lost the lock', 0, 'killed', HOUR_S, NEXT, 0, ['took it at 3600 s']],
  ['that released the lock blocks no other', 0, 'released', 0, NEXT, 0, ['took it at 0 s']],
  ['killed before a clock set-back loses the lock in 20 s', 0, 'killed', -HOUR_S, NEXT, 20, EARLY],
])('a process %s', async (_, alive, end, ago, facts, wait, outcomes) => {
  const { clock, process } = sharedFile();
  const [first, second] = [process(CONTAINER), process(facts)];
  await first.take();
  await clock.advance(alive * SECOND);
  if (end === 'released') first.release();
  if (end === 'killed') first.die();
  clock.jump(ago * SECOND);
  void second.take();
  const results: string[] = [];
  for (const seconds of wait === 0 ? [0] : [wait - 1, 1]) {
    await clock.advance(seconds * SECOND);
    results.push(second.outcome);
  }
  expect([results, second.events]).toEqual([outcomes, wait === 0 ? [] : WAITED]);
});

it('of several processes that wait for a dead one, one gets the lock and one ends; one gives up when the app stops', async () => {
  const { clock, process } = sharedFile();
  const first = process(CONTAINER);
  await first.take();
  first.die();
  const all = [process(NEXT), process(THIRD), process({ ...NEXT, pidNamespace: 'pid:[4]' })];
  for (const each of all) void each.take();
  all[2]?.stop.abort();
  await clock.advance(OVERDUE_MS + HEARTBEAT_MS + 1_000);
  const used = expect.stringMatching(/ uses this state file/);
  const outcomes = all.map(({ outcome }) => outcome);
  expect(outcomes.toSorted()).toEqual([used, 'gave up', 'took it at 20 s']);
});

it('a process that was frozen until another took over logs a problem and holds the lock again', async () => {
  const { clock, process } = sharedFile();
  const [first, second, third] = [process(CONTAINER), process(NEXT), process(NEXT)];
  await first.take();
  // Frozen: its row is gone before its next heartbeat.
  clock.jump(OVERDUE_MS);
  await second.take();
  await clock.advance(HEARTBEAT_MS);
  second.release();
  void third.take();
  await clock.advance(1_000);
  const problem = ['state_shared_trouble', 'another process took the state file: stop one of them'];
  expect([first.events, third.outcome]).toEqual([[problem], 'waits']);
});
