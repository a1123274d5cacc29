import { Keyv, type KeyvOptions } from 'keyv';

/** Returns the Keyv of a namespace. It has no `error` listener, so a failing store throws. */
export type KeyvFor = (namespace: string) => Keyv<unknown>;

/**
 * One Keyv per namespace, each with its own adapter. Keyv knows only this machine's clock: with
 * `adapterExpires` the adapter alone decides what has expired.
 */
export function createKeyvFor(
  adapterFor: (namespace: string) => KeyvOptions['store'],
  { adapterExpires = false } = {},
): KeyvFor {
  const keyvs = new Map<string, Keyv<unknown>>();
  return (namespace) => {
    const existing = keyvs.get(namespace);
    if (existing) return existing;
    const store = adapterFor(namespace);
    const keyv = new Keyv<unknown>({ store, namespace, checkExpired: !adapterExpires });
    keyvs.set(namespace, keyv);
    return keyv;
  };
}
