import { expect, it } from 'vitest';
import { createShutdown } from '../../src/lib/shutdown.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const never = () => new Promise<void>(() => undefined);
const failToStop = () => Promise.reject(new Error('broken'));
const CLEAN = ['0 stopping', '3 stopped', '3 0'];
const BROKEN = ['0 stopping', '0 stop_failed', '0 1'];
const HANGS = ['0 stopping', '24 stop_overdue_trouble', '24 1'];
const TWICE = ['0 stopping', '1 stopped_at_once', '1 1'];

/** Milliseconds that pass and signals that arrive; then each event and the exit, with seconds. */
it.each<[string, 'over in 3 s' | typeof never, (number | NodeJS.Signals)[], string[]]>([
  ['exits with 0 once the running work has ended', 'over in 3 s', ['SIGTERM', 5_000], CLEAN],
  ['exits with 1 if stopping fails', failToStop, ['SIGTERM', 1], BROKEN],
  ['exits with 1 after 24 s if stopping hangs', never, ['SIGTERM', 24_100], HANGS],
  ['counts once if npm forwards it too', never, ['SIGINT', 900, 'SIGINT'], ['0 stopping']],
  ['exits at once if it is the second', never, ['SIGTERM', 1_000, 'SIGINT'], TWICE],
])('a termination signal %s', async (_, stops, steps, expected) => {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const events: string[] = [];
  const timeouts: number[] = [];
  const record = (what: unknown) => events.push(`${(clock.now() - startedAt) / 1_000} ${what}`);
  const stop = async (timeoutMs: number) => {
    timeouts.push(timeoutMs);
    await (stops === 'over in 3 s' ? clock.sleep(3_000) : stops());
  };
  const handleSignal = createShutdown({ stop, exit: record, clock, logEvent: record });
  for (const step of steps)
    if (typeof step === 'string') handleSignal(step);
    else await clock.advance(step);
  expect([timeouts, events]).toEqual([[22_000], expected]);
});
