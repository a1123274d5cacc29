import { keyvStorageCapability } from 'keyv';
import type { KeyvStorage } from '../keyv-storage.ts';
import type { KeyvTable } from './keyv-table.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { isUnsynced } from './unsynced-namespaces.ts';

const PAGE_SIZE = 500;

/** A Keyv storage adapter on SQLite. Failures are `StoreError`s. */
export function createKeyvSqlite(file: SqliteFile, table: KeyvTable): KeyvStorage {
  const namespaceOf = (): string => adapter.namespace ?? '';
  const read = (key: string) => table.read(namespaceOf(), key);
  const has = (key: string) => table.has(namespaceOf(), key);
  const remove = (key: string) => table.remove(namespaceOf(), key);
  const write = (key: string, value: unknown, expires: number | undefined): void => {
    if (typeof value !== 'string') throw new TypeError('Keyv must serialize what is stored here');
    table.write(namespaceOf(), key, value, expires);
  };

  const adapter: KeyvStorage = {
    namespace: undefined,
    get capabilities() {
      return keyvStorageCapability(adapter);
    },
    get: async (key) => file.run(() => read(key)),
    getMany: async (keys) => file.run(() => keys.map(read)),
    async set(key, value, expires) {
      const run = isUnsynced(namespaceOf()) ? file.withoutSync : file.run;
      // A row that expires also deletes expired rows: two statements, one commit.
      const whole = expires === undefined ? file.run : file.atomically;
      run(() => whole(() => write(key, value, expires)));
      return true;
    },
    async setMany(entries) {
      file.atomically(() => {
        for (const { key, value, expires } of entries) write(key, value, expires);
      });
      return entries.map(() => true);
    },
    has: async (key) => file.run(() => has(key)),
    hasMany: async (keys) => file.run(() => keys.map(has)),
    delete: async (key) => file.run(() => remove(key)),
    deleteMany: async (keys) => file.atomically(() => keys.map(remove)),
    clear: async () => file.run(() => table.clear(namespaceOf())),
    /** The caller that opened the file closes it. */
    async disconnect() {},
    async *iterator() {
      let after = '';
      while (true) {
        const page = file.run(() => table.page(namespaceOf(), after, PAGE_SIZE));
        for (const [key, text] of page) {
          after = key;
          yield [key, text];
        }
        if (page.length < PAGE_SIZE) return;
      }
    },
  };
  return adapter;
}
