import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dict } from '../rules/block-kit.ts';

/**
 * Trouble for the next matching calls. `done: true` does what was asked before the trouble shows
 * (`reset_after`, `truncated`, `no_ts`, `other_channel`, `slow` and `unshown` always do).
 */
export interface FaultSpec {
  /** A Web API method, `upload` for the upload address, or `*`. */
  readonly method: string;
  /** How many calls it hits; 1 unless told. */
  readonly times?: number;
  readonly kind:
    | 'error'
    | 'ratelimited'
    | 'status'
    | 'reset'
    | 'reset_after'
    | 'hang'
    | 'slow'
    | 'html'
    | 'truncated'
    | 'no_ts'
    | 'other_channel'
    | 'unshown'
    | 'redirect';
  readonly done?: boolean;
  /** `error`: what `error` says; `fatal_error` unless told. */
  readonly error?: string;
  /** More fields of an `error` answer. */
  readonly extra?: Dict;
  /** `status`: 500 unless told. */
  readonly status?: number;
  /** `ratelimited`: the header as it is sent; none unless told. */
  readonly retryAfter?: string | number;
  /** `slow`: how long, 1000 ms unless told. `unshown`: when the file appears; never unless told. */
  readonly ms?: number;
  /** `html`: another body for the 200. */
  readonly body?: string;
  /** `redirect`: where to. */
  readonly location?: string;
  /** Hits only calls of which this says yes. */
  readonly when?: (args: Readonly<Dict>) => boolean;
}

/** The faults that wait for their calls. */
export interface Faults {
  add(spec: FaultSpec): void;
  take(method: string, args: Readonly<Dict>): FaultSpec | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: { spec: FaultSpec; left: number }[] = [];
  return {
    add: (spec) => {
      waiting.push({ spec, left: spec.times ?? 1 });
    },
    take(method, args) {
      const hit = waiting.find(
        ({ spec }) =>
          (spec.method === '*' || spec.method === method) && (spec.when?.(args) ?? true),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      waiting = waiting.filter((each) => each.left > 0);
      return hit.spec;
    },
    clear: () => {
      waiting = [];
    },
  };
}

const DOING = new Set(['reset_after', 'truncated', 'no_ts', 'other_channel', 'slow', 'unshown']);

/** Whether the call takes effect although it goes wrong. */
export const takesEffect = (spec: FaultSpec): boolean => spec.done === true || DOING.has(spec.kind);

/** Answers a call the wrong way. `answer`: what it would have said, where it took effect. */
export async function misbehave(
  spec: FaultSpec,
  response: ServerResponse,
  answer: Dict,
): Promise<void> {
  const send = (status: number, body: string, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(body);
  };
  switch (spec.kind) {
    case 'reset':
    case 'reset_after':
      response.destroy();
      return;
    case 'hang':
      return;
    case 'slow':
      await sleep(spec.ms ?? 1000, undefined, { ref: false });
      send(200, JSON.stringify(answer));
      return;
    case 'unshown':
      send(200, JSON.stringify(answer));
      return;
    case 'error':
      send(200, JSON.stringify({ ok: false, error: spec.error ?? 'fatal_error', ...spec.extra }));
      return;
    case 'ratelimited':
      send(
        429,
        JSON.stringify({ ok: false, error: 'ratelimited' }),
        spec.retryAfter === undefined ? {} : { 'retry-after': String(spec.retryAfter) },
      );
      return;
    case 'status':
      send(spec.status ?? 500, 'upstream error', { 'content-type': 'text/plain' });
      return;
    case 'html':
      send(200, spec.body ?? '<!doctype html><title>Slack</title>', {
        'content-type': 'text/html',
      });
      return;
    case 'truncated': {
      const whole = JSON.stringify(answer);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(whole),
      });
      response.write(whole.slice(0, whole.length / 2), () => response.destroy());
      return;
    }
    case 'no_ts': {
      const { ts: _ts, message_ts: _messageTs, message: _message, ...rest } = answer;
      send(200, JSON.stringify(rest));
      return;
    }
    case 'other_channel':
      send(200, JSON.stringify({ ...answer, channel: 'C0ELSEWHER' }));
      return;
    case 'redirect':
      send(302, '', { location: spec.location ?? 'http://127.0.0.1:9/api/' });
      return;
  }
}
