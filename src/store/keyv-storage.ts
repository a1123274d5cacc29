import type { KeyvStorageAdapter, KeyvStorageCapability } from 'keyv';

/**
 * A Keyv 6 storage adapter for one namespace, because Keyv writes its namespace into the object. It
 * emits no events; failures are thrown. https://github.com/jaredwray/keyv#storage-adapters
 */
export type KeyvStorage = Pick<
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
