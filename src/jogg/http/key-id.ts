import { sha256 } from '../../lib/sha256.ts';

/** Identifies an account without its key: the first 16 hex digits of the key's SHA-256. */
export const keyIdOf = (apiKey: string): string => sha256(apiKey).slice(0, 16);
