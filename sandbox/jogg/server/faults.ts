import type { Call } from './call.ts';

/** What goes wrong with one request. `work`: whether it is done all the same (default: no). */
export type Trouble =
  /** A status of your choice, with a JSON, text or empty body. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
  /** One of Jogg's codes in its envelope, with 200 unless said otherwise. */
  | { kind: 'code'; code: number; msg?: string; status?: number; headers?: Record<string, string> }
  /** 429 with `Retry-After` as seconds or a date, or `retryAfter` in the body. */
  | { kind: 'retry_after'; seconds?: number; as?: 'seconds' | 'date' | 'body' }
  | { kind: 'html'; status?: number }
  | { kind: 'empty'; status?: number }
  /** The true answer, cut in half by its sender: whole HTTP, broken JSON. Does the work. */
  | { kind: 'truncated' }
  /** The true answer behind a byte order mark. Does the work. */
  | { kind: 'bom' }
  /** An answer without end: `bytes` (50 MiB) of JSON. */
  | { kind: 'huge'; bytes?: number }
  | { kind: 'reset' }
  /** The work is done (made, paid), then the connection is reset. */
  | { kind: 'reset_after' }
  /** Headers and half the body, then the connection is cut. Does the work. */
  | { kind: 'cut' }
  | { kind: 'hang' }
  /** The true answer, late. The work is done at once, unless `work` is false: then late as well. */
  | { kind: 'slow'; ms: number }
  /** The true answer, as soon as `until` resolves. The work is done at once. */
  | { kind: 'held'; until: Promise<unknown> };

/** Trouble for the next `times` (1) requests of the API that match. */
export type FaultSpec = Trouble & {
  match?: { method?: string; path?: string | RegExp };
  times?: number;
  work?: boolean;
};

/** A queued fault: how often it struck, and how to call it off. */
export interface Fault {
  readonly struck: number;
  retract(): void;
}

export type Faults = ReturnType<typeof createFaults>;

/** A queue of faults, first in, first out. A fault without a path strikes any API path. */
export function createFaults() {
  const queue: { spec: FaultSpec; left: number; struck: number }[] = [];
  return {
    add(spec: FaultSpec): Fault {
      const entry = { spec, left: spec.times ?? 1, struck: 0 };
      queue.push(entry);
      return {
        get struck() {
          return entry.struck;
        },
        retract() {
          entry.left = 0;
        },
      };
    },
    take(call: Pick<Call, 'method' | 'path'>): FaultSpec | undefined {
      const entry = queue.find(({ spec, left }) => left > 0 && fits(spec, call));
      if (entry === undefined) return undefined;
      entry.left -= 1;
      entry.struck += 1;
      return entry.spec;
    },
  };
}

function fits({ match = {} }: FaultSpec, call: Pick<Call, 'method' | 'path'>): boolean {
  const { method = call.method, path = /^\/v[12]\// } = match;
  const rightPath = typeof path === 'string' ? path === call.path : path.test(call.path);
  return method.toUpperCase() === call.method && rightPath;
}
