import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { BEAT_MS, createFileHolder, OVERDUE_MS } from '../../src/store/sqlite/file-holder.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { someFolder } from './some-files.ts';

const START = '2026-01-05T09:00:00.000Z';
/** The same name and number in each container, as by `hostname:` in a compose file. */
const CONTAINER = { host: 'jogg', pid: 1, boot: 'boot', space: 'pid:[1]', began: '100' };
const NEXT = { ...CONTAINER, space: 'pid:[2]', began: '900' };

/** Processes that share a file and a clock; each keeps what it noted. */
function machine() {
  const path = join(someFolder(), 'state.sqlite');
  const clock = createVirtualClock();
  const began = clock.now();
  const process = (self: typeof CONTAINER, facts: { gone?: boolean; nonce?: string } = {}) => {
    const db = new DatabaseSync(path);
    const notes: unknown[] = [];
    const holder = createFileHolder({
      db,
      path: 'the file',
      self,
      nonce: facts.nonce ?? 'n',
      clock,
      logEvent: (event, fields) => notes.push([event, ...Object.values(fields ?? {})]),
      poll: () => (facts.gone ? 'gone' : { began: self.began }),
    });
    const stop = new AbortController();
    let how: unknown = 'waits';
    const take = () =>
      holder.take(stop.signal).then(
        (taken) => {
          how = !taken ? 'gave up' : `took it after ${(clock.now() - began) / 1_000} s`;
        },
        (error: Error) => {
          how = error.message;
        },
      );
    /** Without a word, as by SIGKILL. */
    const die = () => db.isOpen && db.close();
    onTestFinished(() => {
      die();
      holder.release();
    });
    return { holder, notes, take, die, stop, how: () => how };
  };
  return { clock, process };
}

const WAITS =
  'process 1 on jogg (since 2026-01-05T09:00:00.000Z) holds the state file. It may have been killed: waiting at most 20 s for it to say that it lives.';

describe('one process uses a state file', () => {
  it('a second one that starts beside it ends with a sentence that names the first', async () => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(NEXT)];
    await first.take();
    await clock.advance(60_000);
    void second.take();
    await clock.advance(BEAT_MS + 1_000);
    expect([second.how(), second.notes]).toEqual([
      `the file: process 1 on jogg (since ${START}) uses this state file, and one process at a time may. Stop that one, or let STATE_URL name another file.`,
      [['state_held_trouble', WAITS]],
    ]);
  });

  it('two of one process are told apart', async () => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(CONTAINER, { nonce: 'other' })];
    await first.take();
    void second.take();
    await clock.advance(BEAT_MS + 1_000);
    expect(second.how()).toMatch(/^the file: process 1 on jogg /);
  });

  it('what was killed in another container is waited for until its beat is overdue, with a word', async () => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(NEXT)];
    await first.take();
    await clock.advance(12_000);
    first.die();
    void second.take();
    await clock.advance(17_500);
    const before = second.how();
    await clock.advance(1_000);
    expect([before, second.how(), second.notes]).toEqual([
      'waits',
      // The last beat was at 10 s.
      'took it after 30 s',
      [['state_held_trouble', WAITS]],
    ]);
  });

  it.each([
    ['was killed in this container', { ...NEXT, space: 'pid:[1]' }, true, 0],
    ['was killed long ago, anywhere', NEXT, false, 3_600_000],
  ])('what %s keeps nobody waiting', async (_, self, gone, agoMs) => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(self, { gone })];
    await first.take();
    first.die();
    await clock.advance(agoMs);
    await second.take();
    expect([second.how(), second.notes]).toEqual([`took it after ${agoMs / 1_000} s`, []]);
  });

  it('what was released keeps nobody waiting', async () => {
    const { process } = machine();
    const [first, second] = [process(CONTAINER), process(NEXT)];
    await first.take();
    first.holder.release();
    await second.take();
    expect(second.how()).toBe('took it after 0 s');
  });

  it('after the clock was set back a dead one is waited for as long, not as far as the clock went', async () => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(NEXT)];
    await first.take();
    first.die();
    clock.jump(-3_600_000);
    void second.take();
    await clock.advance(OVERDUE_MS - 1_000);
    const before = second.how();
    await clock.advance(1_000);
    expect([before, second.how()]).toEqual(['waits', 'took it after -3580 s']);
  });

  it('of two that wait for a dead one, one takes the file and the other ends', async () => {
    const { clock, process } = machine();
    const first = process(CONTAINER);
    await first.take();
    first.die();
    const both = [process(NEXT), process({ ...NEXT, space: 'pid:[3]' })];
    for (const each of both) void each.take();
    await clock.advance(OVERDUE_MS + BEAT_MS + 1_000);
    expect(both.map(({ how }) => String(how()).slice(0, 21)).toSorted()).toEqual([
      'the file: process 1 o',
      'took it after 20 s',
    ]);
  });

  it('a wait ends when the app is told to stop', async () => {
    const { clock, process } = machine();
    const [first, second] = [process(CONTAINER), process(NEXT)];
    await first.take();
    const waiting = second.take();
    await clock.advance(1_000);
    second.stop.abort();
    await waiting;
    expect(second.how()).toBe('gave up');
    second.die();
    const third = process({ ...NEXT, space: 'pid:[3]' });
    first.holder.release();
    await third.take();
    expect(third.how()).toBe('took it after 1 s');
  });

  it('one that was frozen until another took over says so, and is seen again', async () => {
    const { clock, process } = machine();
    const [first, second, third] = [process(CONTAINER), process(NEXT), process(NEXT)];
    await first.take();
    // Frozen: the row of the first is gone before its next beat.
    clock.jump(OVERDUE_MS);
    await second.take();
    await clock.advance(BEAT_MS);
    second.holder.release();
    void third.take();
    await clock.advance(1_000);
    expect([first.notes, third.how()]).toEqual([
      [['state_shared_trouble', 'another process took the state file: stop one of them']],
      'waits',
    ]);
  });
});
