import type { Call } from './call.ts';

/** What goes wrong with one request. */
export interface Fault {
  kind:
    | ('status' | 'code' | 'retry_after' | 'html' | 'empty' | 'huge' | 'reset' | 'hang')
    /** What was asked is done, and its answer spoilt, lost, or late. */
    | ('truncated' | 'cut' | 'reset_after' | 'slow' | 'held');
  work?: boolean;
  status?: number;
  /** `status`: JSON or text. */
  body?: unknown;
  /** `code`: one of Jogg's, and its words. */
  code?: number;
  msg?: string;
  /** `retry_after`: how long, and whether in the header, as seconds or a date, or in the body. */
  seconds?: number;
  as?: 'seconds' | 'date' | 'body';
  /** `slow`: how late. */
  ms?: number;
  /** `held`: until it resolves. */
  until?: Promise<unknown>;
}

/** Trouble for the next `times` (1) requests of the API that match. */
export type FaultSpec = Fault & {
  match?: { method?: string; path?: string | RegExp };
  times?: number;
};

/** Whether a fault strikes a request; one without a path strikes any of the API. */
export function matches({ match = {} }: FaultSpec, call: Pick<Call, 'method' | 'path'>): boolean {
  const { method = call.method, path = /^\/v[12]\// } = match;
  const rightPath = typeof path === 'string' ? path === call.path : path.test(call.path);
  return method.toUpperCase() === call.method && rightPath;
}
