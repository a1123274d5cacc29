/** One listener that stands for many, each for requests with an id of its own. */
export interface ById<Args> {
  /** @throws where something listens to this id already. */
  on(id: string, listener: (args: Args) => Promise<void>): void;
  /** What has no listener is not acknowledged. */
  readonly listener: (args: Args) => Promise<void>;
}

/**
 * Bolt asks each of its listeners about each request, so a kind of request has one listener, which
 * looks up the id.
 */
export function createById<Args>(idOf: (args: Args) => string): ById<Args> {
  const listeners = new Map<string, (args: Args) => Promise<void>>();
  return {
    on(id, listener) {
      if (listeners.has(id)) throw new Error(`${id} has two listeners`);
      listeners.set(id, listener);
    },
    listener: async (args) => listeners.get(idOf(args))?.(args),
  };
}
