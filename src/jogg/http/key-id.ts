import { createHash } from 'node:crypto';

/** Identifies an account without its key: the first 16 hex digits of the key's SHA-256. */
export const keyIdOf = (apiKey: string): string =>
  createHash('sha256').update(apiKey).digest('hex').slice(0, 16);
