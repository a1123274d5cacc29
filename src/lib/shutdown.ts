import type { Clock } from './clock.ts';
import { errorFields, type LogEvent } from './log.ts';

/** Kubernetes and systemd kill after 30 s; the contract is 25 s, whatever hangs. */
const LAST_RESORT_MS = 24_000;
/** The app gives up what is still in flight before that; the next start continues it. */
const STOP_WITHIN_MS = 22_000;
/** A terminal and npm both pass Ctrl-C on, so two signals within a second count as one. */
const SAME_WISH_MS = 1_000;

/**
 * What a signal to end does: `stop` gets 22 s for what is in flight, then the process ends with 0,
 * or with 1 where stopping fails. Where it hangs, the process ends with 1 after 24 s. A second
 * signal, a second or more after the first, ends it at once.
 */
export function createEnding(deps: {
  readonly stop: (withinMs: number) => Promise<void>;
  readonly exit: (code: number) => void;
  readonly clock: Clock;
  readonly logEvent: LogEvent;
}): (signal: string) => void {
  const { clock, logEvent, exit } = deps;
  let begunAt: number | null = null;
  return (signal) => {
    if (begunAt !== null) {
      if (clock.monotonic() - begunAt < SAME_WISH_MS) return;
      logEvent('stopped_at_once', { signal });
      exit(1);
      return;
    }
    begunAt = clock.monotonic();
    logEvent('stopping', { signal });
    clock.sleep(LAST_RESORT_MS).then(() => {
      logEvent('stop_overdue_trouble', { afterMs: LAST_RESORT_MS });
      exit(1);
    });
    deps.stop(STOP_WITHIN_MS).then(
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
