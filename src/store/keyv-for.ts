import type { DatabaseSync } from 'node:sqlite';
import { Keyv } from 'keyv';
import { createKeyvSqlite } from './keyv-sqlite.ts';

/** Whose project it is: given once. */
const FIRST_STAYS: readonly string[] = ['project'];

/** The Keyv of a namespace. It has no `error` listener, so a failing store throws. */
export type KeyvFor = (namespace: string) => Keyv<unknown>;

/**
 * One Keyv, on an adapter of its own, per namespace of the SQLite file at `path`. `insist` is asked
 * before each write, and throws where nothing may be written.
 */
export function createKeyvFor(
  { db, path }: { db: DatabaseSync; path: string },
  assertSameFile: () => void = () => undefined,
): KeyvFor {
  const made = new Map<string, Keyv<unknown>>();
  return (namespace) => {
    const known = made.get(namespace);
    if (known) return known;
    const firstStays = FIRST_STAYS.includes(namespace);
    const store = createKeyvSqlite(db, path, { assertSameFile, firstStays });
    const keyv = new Keyv<unknown>({ store, namespace });
    made.set(namespace, keyv);
    return keyv;
  };
}
