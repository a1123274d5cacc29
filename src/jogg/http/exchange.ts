import type { Dispatcher } from 'undici';
import { decodeBody } from '../../lib/network/content-encoding.ts';
import { neverSent } from '../../lib/network/network-error.ts';
import { readAtMost } from '../../lib/network/read-at-most.ts';
import { request } from '../../lib/network/undici.ts';
import type { HttpAnswer } from './answer.ts';
import { JoggNoAnswerError, JoggUnreadableError, unansweredDetails } from './errors.ts';

/** Jogg's largest lists have a few hundred KiB. */
const MAX_BYTES = 1024 * 1024;

export type Query = Readonly<Record<string, string | number | undefined>>;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly query: Query;
  readonly body: unknown;
  /** The timeout of the whole exchange, in ms. */
  readonly totalMs: number;
  /** Opens a connection for this call and closes it afterwards. */
  readonly ownConnection?: boolean;
}

/** Sends one HTTP request and returns its response, with any status. Follows no redirects. */
export type Exchange = (call: Call) => Promise<HttpAnswer>;

/**
 * Sends each call exactly once. A call with `ownConnection` never uses an idle connection, which a
 * NAT or a firewall may have dropped.
 * @throws {TypeError} at once, if the key cannot be sent in a header or the URL is invalid.
 * @throws {JoggNoAnswerError} from a call, if there is no answer in time.
 * @throws {JoggUnreadableError} from a call, if the answer is truncated.
 */
export function createExchange(deps: {
  readonly apiKey: string;
  /** Jogg's root, without the version. */
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /** Creates a dispatcher without connections, for one call. */
  readonly freshDispatcher: () => Dispatcher;
}): Exchange {
  const { apiKey } = deps;
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('the Jogg API key cannot be sent');
  const root = new URL(deps.baseUrl).href.replace(/\/+$/, '');

  async function send(call: Call, dispatcher: Dispatcher): Promise<HttpAnswer> {
    const signal = AbortSignal.timeout(call.totalMs);
    const hasBody = call.body !== undefined;
    const body = hasBody ? JSON.stringify(call.body) : null;
    const type = hasBody ? { 'content-type': 'application/json' } : {};
    const headers = { 'x-api-key': apiKey, accept: 'application/json', ...type };
    const url = root + call.path + queryString(call.query);
    const reset = call.ownConnection ?? false;
    const options = { method: call.method, headers, body, dispatcher, signal, reset };
    const response = await request(url, options)
      // The original error is the cause.
      .catch((cause: unknown) => Promise.reject(noAnswerError(call, cause)));
    return {
      request: nameOf(call),
      httpStatus: response.statusCode,
      retryAfter: response.headers['retry-after'],
      body: await readAtMost(response.body, MAX_BYTES)
        .then((read) => read && decodeBody(read, response.headers['content-encoding'], MAX_BYTES))
        .catch((cause: unknown) =>
          Promise.reject(
            signal.aborted
              ? noAnswerError(call, cause)
              : cutError(call, response.statusCode, cause),
          ),
        ),
    };
  }

  return async (call) => {
    if (!call.ownConnection) return send(call, deps.dispatcher);
    const dispatcher = deps.freshDispatcher();
    try {
      return await send(call, dispatcher);
    } finally {
      await dispatcher.destroy();
    }
  };
}

/** The name of a call in error messages, without its query. */
export function nameOf(call: Pick<Call, 'method' | 'path'>): string {
  return `${call.method} ${call.path}`;
}

function queryString(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) params.set(name, String(value));
  return params.size === 0 ? '' : `?${params}`;
}

function noAnswerError(call: Call, cause: unknown): JoggNoAnswerError {
  if (neverSent(cause))
    return new JoggNoAnswerError('Jogg cannot be reached', unansweredDetails(nameOf(call), 'no'), {
      cause,
    });
  return new JoggNoAnswerError('no answer from Jogg', unansweredDetails(nameOf(call), 'unknown'), {
    cause,
  });
}

function cutError(call: Call, httpStatus: number, cause: unknown): JoggUnreadableError {
  const details = { ...unansweredDetails(nameOf(call), 'unknown'), httpStatus };
  return new JoggUnreadableError('the answer was cut', details, { cause });
}
