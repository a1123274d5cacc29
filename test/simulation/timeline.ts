/** What happens at a moment of virtual time; a promise ends when nothing moves any more. */
export type Happening = () => void | Promise<void>;

/**
 * Virtual time: happenings in order of time, those of one moment in the order they were planned.
 */
export interface Timeline {
  /** ms since the epoch */
  now(): number;
  /** Plans a happening `ms` from now. */
  after(ms: number, happening: Happening): void;
  /**
   * Lets everything happen until nothing is planned or `until` is reached. True: all is at rest.
   */
  run(until: number): Promise<boolean>;
}

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly happening: Happening;
}

export function createTimeline(start: number): Timeline {
  const heap: Planned[] = [];
  let now = start;
  let planned = 0;
  return {
    now: () => now,
    after(ms, happening) {
      push(heap, { at: now + Math.max(0, ms), order: planned, happening });
      planned += 1;
    },
    async run(until) {
      for (let next = pop(heap); next; next = pop(heap)) {
        if (next.at > until) return false;
        now = next.at;
        const moving = next.happening();
        if (moving) await moving;
      }
      return true;
    },
  };
}

function sooner(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Planned[], added: Planned): void {
  let at = heap.length;
  heap.push(added);
  while (at > 0) {
    const up = (at - 1) >> 1;
    const above = heap[up];
    if (!above || !sooner(added, above)) break;
    heap[at] = above;
    at = up;
  }
  heap[at] = added;
}

function pop(heap: Planned[]): Planned | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || first === last) return first;
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    const left = heap[down];
    const right = heap[down + 1];
    if (!left) break;
    if (right && sooner(right, left)) down += 1;
    const below = heap[down];
    if (!below || !sooner(below, last)) break;
    heap[at] = below;
    at = down;
  }
  heap[at] = last;
  return first;
}
