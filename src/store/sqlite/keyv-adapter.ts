import { type KeyvStorageAdapter, type KeyvStorageCapability, keyvStorageCapability } from 'keyv';
import { isForgettable } from './forgettable.ts';
import type { KeyvTable } from './keyv-table.ts';
import type { SqliteFile } from './sqlite-file.ts';

/** What Keyv asks of a storage adapter; ours emits nothing, it throws. */
export type KeyvSqlite = Pick<
  KeyvStorageAdapter,
  | 'get'
  | 'getMany'
  | 'set'
  | 'setMany'
  | 'has'
  | 'hasMany'
  | 'delete'
  | 'deleteMany'
  | 'clear'
  | 'disconnect'
> & {
  namespace: string | undefined;
  readonly capabilities: KeyvStorageCapability;
  iterator<Value>(): AsyncGenerator<Array<string | Awaited<Value> | undefined>, void>;
};

const PAGE = 500;

/**
 * A Keyv 6 storage adapter on a file that others may share. Failures of the file are thrown as
 * `StoreError`. One adapter object serves one namespace, because Keyv writes its namespace into the
 * object. https://github.com/jaredwray/keyv#storage-adapters
 */
export function createKeyvSqlite(file: SqliteFile, table: KeyvTable): KeyvSqlite {
  const here = (): string => adapter.namespace ?? '';
  const read = (key: string) => table.read(here(), key);
  const has = (key: string) => table.has(here(), key);
  const remove = (key: string) => table.remove(here(), key);
  const write = (key: string, value: unknown, expires: number | undefined): void => {
    if (typeof value !== 'string') throw new TypeError('Keyv must serialise what is stored here');
    table.write(here(), key, value, expires);
  };

  const adapter: KeyvSqlite = {
    namespace: undefined,
    get capabilities() {
      return keyvStorageCapability(adapter);
    },
    get: async (key) => file.run(() => read(key)),
    getMany: async (keys) => file.run(() => keys.map(read)),
    async set(key, value, expires) {
      const run = isForgettable(here()) ? file.unsynced : file.run;
      run(() => write(key, value, expires));
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
    clear: async () => file.run(() => table.clear(here())),
    /** The caller that opened the file closes it. */
    async disconnect() {},
    async *iterator() {
      let after = '';
      while (true) {
        const page = file.run(() => table.page(here(), after, PAGE));
        for (const [key, text] of page) {
          after = key;
          yield [key, text];
        }
        if (page.length < PAGE) return;
      }
    },
  };
  return adapter;
}
