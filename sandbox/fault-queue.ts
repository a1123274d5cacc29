/** A fault that waits: how often it struck, and how to call it off. */
export interface Fault {
  readonly struck: number;
  retract(): void;
}

/** Faults that wait for their requests, first in, first out; each strikes `times` (1) of them. */
export function createFaultQueue<Spec extends { readonly times?: number }>() {
  let queue: { spec: Spec; left: number; struck: number; retract(): void }[] = [];
  return {
    add(spec: Spec): Fault {
      const entry = {
        ...{ spec, left: spec.times ?? 1, struck: 0 },
        retract: () => {
          entry.left = 0;
        },
      };
      queue.push(entry);
      return entry;
    },
    take(fits: (spec: Spec) => boolean): Spec | undefined {
      const entry = queue.find(({ spec, left }) => left > 0 && fits(spec));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.struck += 1;
      return entry.spec;
    },
    clear: (): void => {
      queue = [];
    },
  };
}
