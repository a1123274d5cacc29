/** One line of the doctor: the check, its result, and how to fix it if it failed. */
export interface Finding {
  readonly what: string;
  readonly how: 'ok' | 'warning' | 'fail';
  readonly says: string;
}

export const ok = (what: string, says: string): Finding => ({ what, how: 'ok', says });
export const warning = (what: string, says: string): Finding => ({ what, how: 'warning', says });
export const fail = (what: string, says: string): Finding => ({ what, how: 'fail', says });
