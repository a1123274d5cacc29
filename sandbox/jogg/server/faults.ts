import type { Call } from './call.ts';

/** What goes wrong with one request. */
export interface Fault {
  kind:
    | ('status' | 'code' | 'retry_after' | 'html' | 'empty' | 'huge' | 'reset' | 'hang')
    /** The request takes effect, but its answer is damaged, lost or late. */
    | ('truncated' | 'cut' | 'reset_after' | 'slow' | 'held');
  work?: boolean;
  status?: number;
  /** `status`: JSON or text. */
  body?: unknown;
  /** `code`: one of Jogg's codes, and its message. */
  code?: number;
  msg?: string;
  /** `retry_after`: the wait, and where: seconds or a date in the header, or in the body. */
  seconds?: number;
  as?: 'seconds' | 'date' | 'body';
  /** `slow`: the delay in ms. */
  ms?: number;
  /** `held`: the answer waits until this resolves. */
  until?: Promise<unknown>;
}

/** A fault for the next `times` (1) matching requests of the API. */
export type FaultSpec = Fault & {
  match?: { method?: string; path?: string | RegExp };
  times?: number;
};

/** Whether a fault applies to a request; without a path it applies to any API request. */
export function matches({ match = {} }: FaultSpec, call: Pick<Call, 'method' | 'path'>): boolean {
  const { method = call.method, path = /^\/v[12]\// } = match;
  const rightPath = typeof path === 'string' ? path === call.path : path.test(call.path);
  return method.toUpperCase() === call.method && rightPath;
}
