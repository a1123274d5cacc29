/** One line of the doctor. `message` describes the result and, if it failed, the fix. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'fail';
  readonly message: string;
}

/** A check that passed. */
export const ok = (check: string, message: string): Finding => ({ check, status: 'ok', message });

/** The first finding if no setting is missing or wrong. */
export const SETTINGS_COMPLETE = ok('Settings', 'complete');

/** A check that passed, with something to improve. */
export const warning = (check: string, message: string): Finding => ({
  check,
  status: 'warning',
  message,
});

/** A check that failed. `message` says how to fix it. */
export const fail = (check: string, message: string): Finding => ({
  check,
  status: 'fail',
  message,
});
