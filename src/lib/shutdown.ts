import type { Clock } from './clock.ts';
import { errorFields, type LogEvent } from './log.ts';

/** Kubernetes and systemd kill after 30 s; the contract is 25 s, whatever hangs. */
const FORCE_EXIT_MS = 24_000;
/** The app gives up what is still in flight before that; the next start continues it. */
const STOP_TIMEOUT_MS = 22_000;
/** A terminal and npm both pass Ctrl-C on, so two signals within a second count as one. */
const DUPLICATE_SIGNAL_MS = 1_000;

/**
 * What a signal to end does: `stop` gets 22 s for what is in flight, then the process ends with 0,
 * or with 1 where stopping fails. Where it hangs, the process ends with 1 after 24 s. A second
 * signal, a second or more after the first, ends it at once.
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
