import type { Clock } from './clock.ts';
import { errorFields, type LogEvent } from './log.ts';

/** The process must exit within 25 s; Kubernetes kills it after 30 s. */
const FORCE_EXIT_MS = 24_000;
/** After this time the app abandons unfinished work. The next start continues it. */
const STOP_TIMEOUT_MS = 22_000;
/** The terminal and npm both forward Ctrl-C, so two signals within a second count as one. */
const DUPLICATE_SIGNAL_MS = 1_000;

/**
 * Creates the handler of SIGTERM and SIGINT. It gives `stop` 22 s to finish running work and then
 * exits with 0, or with 1 if `stop` fails. If `stop` hangs, it exits with 1 after 24 s. A second
 * signal exits with 1 at once, but is ignored within one second of the first.
 */
export function createShutdown(deps: {
  readonly stop: (timeoutMs: number) => Promise<void>;
  readonly exit: (code: number) => void;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): (signal: string) => void {
  const { clock, logEvent, exit } = deps;
  let startedAt: number | null = null;
  return (signal) => {
    if (startedAt !== null) {
      if (clock.monotonic() - startedAt < DUPLICATE_SIGNAL_MS) return;
      logEvent('stopped_at_once', { signal });
      exit(1);
      return;
    }
    startedAt = clock.monotonic();
    logEvent('stopping', { signal });
    clock.sleep(FORCE_EXIT_MS).then(() => {
      logEvent('stop_overdue_trouble', { afterMs: FORCE_EXIT_MS });
      exit(1);
    });
    deps.stop(STOP_TIMEOUT_MS).then(
      () => {
        logEvent('stopped');
        exit(0);
      },
      (error: unknown) => {
        logEvent('stop_failed', errorFields(error));
        exit(1);
      },
    );
  };
}
