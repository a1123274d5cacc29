import { Keyv, type KeyvOptions } from 'keyv';

/** The Keyv of a namespace. It has no `error` listener, so a failing store throws. */
export type KeyvFor = (namespace: string) => Keyv<unknown>;

/** One Keyv per namespace, on an adapter of its own. */
export function createKeyvFor(adapterFor: (namespace: string) => KeyvOptions['store']): KeyvFor {
  const made = new Map<string, Keyv<unknown>>();
  return (namespace) => {
    const known = made.get(namespace);
    if (known) return known;
    const keyv = new Keyv<unknown>({ store: adapterFor(namespace), namespace });
    made.set(namespace, keyv);
    return keyv;
  };
}
