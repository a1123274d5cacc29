import { createHash } from 'node:crypto';

/** What names an account wherever its key must not be: the first 16 digits of its key's SHA-256. */
export const keyIdOf = (apiKey: string): string =>
  createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
