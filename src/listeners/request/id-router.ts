/** A listener that dispatches requests to other listeners by id. */
export interface IdRouter<Args> {
  /** @throws {Error} if the id has a listener already. */
  on(id: string, listener: (args: Args) => Promise<void>): void;
  /** Does not acknowledge a request whose id has no listener. */
  readonly listener: (args: Args) => Promise<void>;
}

/**
 * Dispatches by id in constant time: Bolt would ask each of its listeners about each request.
 */
export function createIdRouter<Args>(idOf: (args: Args) => string): IdRouter<Args> {
  const listeners = new Map<string, (args: Args) => Promise<void>>();
  return {
    on(id, listener) {
      if (listeners.has(id)) throw new Error(`${id} has two listeners`);
      listeners.set(id, listener);
    },
    listener: async (args) => listeners.get(idOf(args))?.(args),
  };
}
