/** One line of the doctor: the check, its result, and how to fix it if it failed. */
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
