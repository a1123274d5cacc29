import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dict } from '../rules/block-kit.ts';

/** A fault for the next matching calls; `README.md` describes each kind. */
export interface FaultSpec {
  /** A Web API method, `upload` or `response_url` for those addresses, or `*`. */
  readonly method: string;
  /** How many calls it affects; the default is 1. */
  readonly times?: number;
  readonly kind: keyof typeof ANSWERS | 'reset' | 'reset_after' | 'hang' | 'truncated';
  /** Whether the call takes effect first; with some kinds it always does. */
  readonly done?: boolean;
  /** `error`: the `error` in the answer. */
  readonly error?: string;
  readonly status?: number;
  /** `ratelimited`: the header; none by default. */
  readonly retryAfter?: string | number;
  /** `slow`: the delay, 1000 ms by default. `unshown`: when the file appears, never by default. */
  readonly ms?: number;
  /** `html`: the body of the 200. */
  readonly body?: string;
  /** `redirect`: the target. */
  readonly location?: string;
  /** Affects only calls with this installation's token. */
  readonly by?: string;
  /** Affects only calls for which this returns true. */
  readonly when?: (args: Readonly<Dict>) => boolean;
}

type Answer = [status: number, body: Dict | string, headers?: Record<string, string>];

const PLAIN = { 'content-type': 'text/plain' };
const HTML = { 'content-type': 'text/html' };

/** The wrong answers. `usual`: the answer of the call, if it took effect. */
const ANSWERS = {
  error: ({ error = 'fatal_error' }): Answer => [200, { ok: false, error }],
  ratelimited: ({ retryAfter: after }): Answer => {
    const headers = after === undefined ? {} : { 'retry-after': String(after) };
    return [429, { ok: false, error: 'ratelimited' }, headers];
  },
  status: ({ status = 500 }): Answer => [status, 'upstream error', PLAIN],
  html: ({ body = '<!doctype html><title>Slack</title>' }): Answer => [200, body, HTML],
  redirect: ({ location = 'http://127.0.0.1:9/api/' }): Answer => [302, '', { location }],
  slow: (_spec, usual): Answer => [200, usual],
  unshown: (_spec, usual): Answer => [200, usual],
  other_channel: (_spec, usual): Answer => [200, { ...usual, channel: 'C0ELSEWHER' }],
  no_ts: (_spec, { ts: _ts, message_ts: _own, message: _message, ...rest }): Answer => [200, rest],
} satisfies Record<string, (spec: FaultFields, usual: Dict) => Answer>;
type FaultFields = Pick<FaultSpec, 'error' | 'status' | 'retryAfter' | 'body' | 'location'>;

/** Whether a fault applies to a call. `by`: the installation of its token. */
export const matches = (spec: FaultSpec, method: string, args: Readonly<Dict>, by: string | null) =>
  ['*', method].includes(spec.method) &&
  [undefined, by].includes(spec.by) &&
  (spec.when?.(args) ?? true);

const DONE = new Set(['reset_after', 'truncated', 'no_ts', 'other_channel', 'slow', 'unshown']);

/** Whether the call takes effect although its answer is wrong. */
export const takesEffect = (spec: FaultSpec): boolean => spec.done === true || DONE.has(spec.kind);

/** Answers a call wrongly. `usual`: the answer of the call, if it took effect. */
export async function playFault(
  spec: FaultSpec,
  response: ServerResponse,
  usual: Dict,
): Promise<void> {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  switch (spec.kind) {
    case 'reset':
    case 'reset_after':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'truncated': {
      const whole = JSON.stringify(usual);
      response.writeHead(200, { ...type, 'content-length': Buffer.byteLength(whole) });
      response.write(whole.slice(0, whole.length / 2), () => response.destroy());
      return;
    }
  }
  if (spec.kind === 'slow') await sleep(spec.ms ?? 1000, undefined, { ref: false });
  const [status, body, headers] = ANSWERS[spec.kind](spec, usual);
  response.writeHead(status, { ...type, ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
