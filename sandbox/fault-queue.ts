/** A queued fault. `hits`: how many requests it has affected. */
export interface QueuedFault {
  readonly hits: number;
  cancel(): void;
}

/** A queue of faults, first in, first out. Each affects `times` (1) matching requests. */
export function createFaultQueue<Spec extends { readonly times?: number }>() {
  let queue: { spec: Spec; left: number; hits: number; cancel(): void }[] = [];
  return {
    add(spec: Spec): QueuedFault {
      const entry = {
        ...{ spec, left: spec.times ?? 1, hits: 0 },
        cancel: () => {
          entry.left = 0;
        },
      };
      queue.push(entry);
      return entry;
    },
    take(matches: (spec: Spec) => boolean): Spec | undefined {
      const entry = queue.find(({ spec, left }) => left > 0 && matches(spec));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.hits += 1;
      return entry.spec;
    },
    clear: (): void => {
      queue = [];
    },
  };
}
