import { Keyv, type KeyvOptions } from 'keyv';

/** The Keyv of a namespace. It has no `error` listener, so a failing store throws. */
export type KeyvFor = (namespace: string) => Keyv<unknown>;

/**
 * One Keyv per namespace, on an adapter of its own. Keyv knows only this machine's clock, so with
 * `expiresByItself` the adapter alone says what has expired.
 */
export function createKeyvFor(
  adapterFor: (namespace: string) => KeyvOptions['store'],
  { expiresByItself = false } = {},
): KeyvFor {
  const made = new Map<string, Keyv<unknown>>();
  return (namespace) => {
    const known = made.get(namespace);
    if (known) return known;
    const store = adapterFor(namespace);
    const keyv = new Keyv<unknown>({ store, namespace, checkExpired: !expiresByItself });
    made.set(namespace, keyv);
    return keyv;
  };
}
