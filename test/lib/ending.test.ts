import { describe, expect, it } from 'vitest';
import { createEnding } from '../../src/lib/ending.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const never = () => new Promise<void>(() => undefined);

/** An app told to end: what it wrote and how it exited, each with the seconds since it began. */
function told(stop: (withinMs: number) => Promise<void>) {
  const clock = createVirtualClock();
  const began = clock.now();
  const seen: [number, string | number][] = [];
  const keep = (what: string | number) => seen.push([(clock.now() - began) / 1_000, what]);
  const signal = createEnding({ stop, exit: keep, clock, logEvent: keep });
  return { clock, signal, seen };
}

describe('a signal to end', () => {
  it('gives 22 s to what is in flight, and ends with 0 when that is over', async () => {
    const given: number[] = [];
    const { clock, signal, seen } = told(async (withinMs) => {
      given.push(withinMs);
      await clock.sleep(3_000);
    });
    signal('SIGTERM');
    await clock.advance(5_000);
    expect([given, seen]).toEqual([
      [22_000],
      [
        [0, 'stopping'],
        [3, 'stopped'],
        [3, 0],
      ],
    ]);
  });

  it('ends with 1 where stopping fails', async () => {
    const { clock, signal, seen } = told(() => Promise.reject(new Error('broken')));
    signal('SIGTERM');
    await clock.advance(1);
    expect(seen).toEqual([
      [0, 'stopping'],
      [0, 'stop_failed'],
      [0, 1],
    ]);
  });

  it('ends the process with 1 after 24 s where stopping hangs', async () => {
    const { clock, signal, seen } = told(never);
    signal('SIGTERM');
    await clock.advance(23_900);
    const before = [...seen];
    await clock.advance(200);
    expect([before, seen.slice(1)]).toEqual([
      [[0, 'stopping']],
      [
        [24, 'stop_overdue_trouble'],
        [24, 1],
      ],
    ]);
  });

  it('is one wish with the next within a second: a terminal and npm both pass Ctrl-C on', async () => {
    const { clock, signal, seen } = told(never);
    signal('SIGINT');
    await clock.advance(900);
    signal('SIGINT');
    expect(seen).toEqual([[0, 'stopping']]);
  });

  it('ends the process at once where it comes again later', async () => {
    const { clock, signal, seen } = told(never);
    signal('SIGTERM');
    await clock.advance(1_000);
    signal('SIGINT');
    expect(seen).toEqual([
      [0, 'stopping'],
      [1, 'stopped_at_once'],
      [1, 1],
    ]);
  });
});
