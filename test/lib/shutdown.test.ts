import { expect, it } from 'vitest';
import { createShutdown } from '../../src/lib/shutdown.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const never = () => new Promise<void>(() => undefined);
const broken = () => Promise.reject(new Error('broken'));
const CLEAN = ['0 stopping', '3 stopped', '3 0'];
const BROKEN = ['0 stopping', '0 stop_failed', '0 1'];
const HANGS = ['0 stopping', '24 stop_overdue_trouble', '24 1'];
const TWICE = ['0 stopping', '1 stopped_at_once', '1 1'];

/** Ms that pass and signals that come; then each thing written, or the exit, with its second. */
it.each<[string, 'over in 3 s' | typeof never, (number | NodeJS.Signals)[], string[]]>([
  ['ends with 0 when what is in flight is over', 'over in 3 s', ['SIGTERM', 5_000], CLEAN],
  ['ends with 1 where stopping fails', broken, ['SIGTERM', 1], BROKEN],
  ['ends with 1 after 24 s where stopping hangs', never, ['SIGTERM', 24_100], HANGS],
  ['counts once where npm passes it on, too', never, ['SIGINT', 900, 'SIGINT'], ['0 stopping']],
  ['ends at once where it comes again', never, ['SIGTERM', 1_000, 'SIGINT'], TWICE],
])('a signal to end %s', async (_, stops, steps, expected) => {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const seen: string[] = [];
  const timeouts: number[] = [];
  const record = (what: string | number) =>
    seen.push(`${(clock.now() - startedAt) / 1_000} ${what}`);
  const stop = async (withinMs: number) => {
    timeouts.push(withinMs);
    await (stops === 'over in 3 s' ? clock.sleep(3_000) : stops());
  };
  const handleSignal = createShutdown({ stop, exit: record, clock, logEvent: record });
  for (const step of steps)
    if (typeof step === 'string') handleSignal(step);
    else await clock.advance(step);
  expect([timeouts, seen]).toEqual([[22_000], expected]);
});
