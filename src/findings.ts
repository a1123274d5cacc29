/** One line of the doctor: what was looked at, how it is, and how to mend it where it is not well. */
export interface Finding {
  readonly what: string;
  readonly how: 'well' | 'warning' | 'ill';
  readonly says: string;
}

export const well = (what: string, says: string): Finding => ({ what, how: 'well', says });
export const warning = (what: string, says: string): Finding => ({ what, how: 'warning', says });
export const ill = (what: string, says: string): Finding => ({ what, how: 'ill', says });
