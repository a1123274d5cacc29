import type { FetchFunction } from '@slack/web-api';
import { type InstrumentCall, uninstrumented } from '../../lib/instrumented-call.ts';
import { createAgent } from '../../lib/network/agent.ts';
import { DIRECT, type Proxies } from '../../lib/network/proxies.ts';
import { readAtMost } from '../../lib/network/read-at-most.ts';
import { request } from '../../lib/network/undici.ts';

const CONNECT_TIMEOUT_MS = 3_000;
/** The timeout of a request that brings no signal, such as Bolt's to a response URL. */
const DEFAULT_TIMEOUT_MS = 10_000;
/** Far larger than any answer that the app requests. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * A `fetch` for Slack's client, built on undici's `request`. It takes a third of the processor time
 * of the global `fetch`. It uses `proxies` and limits the time to connect, the size of an answer
 * and, without a signal from the caller, the whole request to `timeoutMs`. Accepts only text
 * bodies. Throws on a redirect, because a redirect would send the token to another address.
 */
export function createSlackFetch(
  proxies: Proxies = DIRECT,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  instrument: InstrumentCall = uninstrumented,
): FetchFunction {
  const dispatcher = createAgent({ proxies, connectMs: CONNECT_TIMEOUT_MS });
  const send = async (url: string, init: Parameters<FetchFunction>[1]) => {
    const body = init?.body ?? null;
    if (body !== null && typeof body !== 'string') throw new TypeError('only text can be sent');
    const answer = await request(url, {
      dispatcher,
      method: init?.method === 'GET' ? 'GET' : 'POST',
      headers: init?.headers ?? {},
      body,
      signal: init?.signal ?? AbortSignal.timeout(timeoutMs),
    });
    const { statusCode: status } = answer;
    if (status >= 300 && status < 400) {
      await answer.body.dump();
      throw new TypeError('a redirect was refused');
    }
    const bytes = await readAtMost(answer.body, MAX_ANSWER_BYTES);
    if (bytes === null) throw new TypeError('the answer is too large');
    return { status, bytes, headers: answer.headers };
  };
  return async (input, init) => {
    const url = String(input);
    const call = { api: 'slack', method: methodOf(url) } as const;
    const answer = await instrument(call, () => send(url, init), OUTCOMES);
    return responseOf(url, answer);
  };
}

type FetchResponse = Awaited<ReturnType<FetchFunction>>;

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The part of a `Response` that Slack's client reads; ten times faster to create. */
function responseOf(url: string, { status, bytes, headers }: Answer): FetchResponse {
  const headerValue = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : [value].flat().join(', ');
  };
  const text = async () => UTF8.decode(bytes);
  return {
    url,
    status,
    statusText: '',
    ok: status >= 200 && status < 300,
    headers: {
      get: headerValue,
      entries: () => Object.keys(headers).map((name) => [name, headerValue(name) ?? '']),
    },
    text,
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
  };
}

const UTF8 = new TextDecoder();

/** The name of the Web API's method. A response URL is a secret, so it gets a fixed name. */
const methodOf = (url: string): string =>
  /\/([a-z]+(?:\.[A-Za-z]+)+)$/.exec(new URL(url).pathname)?.[1] ?? 'response_url';

const OUTCOMES = {
  ofAnswer: ({
    status,
    bytes,
  }: {
    readonly status: number;
    readonly bytes: Uint8Array;
  }): string => {
    if (status === 429) return 'rate';
    if (status >= 400) return 'failed';
    const head = UTF8.decode(bytes.subarray(0, 100));
    return /"ok"\s*:\s*false/.test(head) ? 'refused' : 'ok';
  },
  ofError: () => 'no_answer',
};
