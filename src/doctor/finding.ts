/** One line of the doctor. `message` describes the result and, if it failed, the fix. */
export interface Finding {
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'fail';
  readonly message: string;
}

export const ok = (check: string, message: string): Finding => ({ check, status: 'ok', message });
export const warning = (check: string, message: string): Finding => ({
  check,
  status: 'warning',
  message,
});
export const fail = (check: string, message: string): Finding => ({
  check,
  status: 'fail',
  message,
});
