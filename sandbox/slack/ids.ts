import { randomInt } from 'node:crypto';

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const randomText = (characters: string, length: number) =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');

/** A new id in Slack's format, e.g. `V0K3…`; different in each run. */
export const newId = (prefix: string): string => `${prefix}0${randomText(CHARACTERS, 9)}`;

/** A short name, such as Slack gives to blocks and actions without one. */
export const shortName = (): string => randomText(`${CHARACTERS}${CHARACTERS.toLowerCase()}`, 5);

export const secret = (): string => randomText(`${CHARACTERS}${CHARACTERS.toLowerCase()}`, 24);

/** Message timestamps: seconds with six decimals, strictly increasing. */
export function createTimestamps(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(last + 1, Math.floor(now() * 1000));
    return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
  };
}
