import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Holds, Throttle } from '../../domain/ports.ts';
import { createCircuit, halfFailed } from '../../lib/circuit.ts';
import type { Clock } from '../../lib/clock.ts';
import { type InstrumentCall, uninstrumented } from '../../lib/instrumented-call.ts';
import type { Random } from '../../lib/random.ts';
import { type Answer, type HttpAnswer, parseAnswer } from './answer.ts';
import { JoggError, JoggNoAnswerError, shortCircuitError, unansweredDetails } from './errors.ts';
import { type Call, createExchange, nameOf, type Query } from './exchange.ts';

/** The timeout of one attempt of a call, in ms. `paidMs` is for the paid request. */
export interface Timeouts {
  readonly totalMs: number;
  readonly paidMs: number;
}
export const JOGG_TIMEOUTS: Timeouts = { totalMs: 10_000, paidMs: 30_000 };

/** When the circuit opens. No answer and 5xx are failures; errors of a key or parameter are not. */
const OUTAGE_RULE = { minCalls: 10, windowMs: 30_000 };

const MAX_ATTEMPTS = 3;
const BACKOFF_BASE_MS = 250;
/** For a longer delay, the error goes to the caller instead. */
const MAX_BACKOFF_MS = 2_000;

export interface TransportDeps {
  readonly apiKey: string;
  /** Jogg's root, without the version. */
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /** Creates a dispatcher without connections, for one paid request. */
  readonly freshDispatcher: () => Dispatcher;
  readonly clock: Clock;
  readonly random: Random;
  /** The rate limit of all GETs. It counts every attempt. */
  readonly throttleGet: Throttle;
  readonly holds: Holds;
  readonly timeouts: Timeouts;
  readonly instrument?: InstrumentCall;
}

/**
 * A cheap request that shows whether Jogg answers at all.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/GettingStarted
 */
const PROBE_PATH = '/v2/user/whoami';

/** How to parse the `data` of a call, and how to send it. */
export interface CallOptions<T> {
  readonly schema: z.ZodType<T>;
  /** Parses a whole answer without an envelope, as v1's webhook pages document it. */
  readonly withoutEnvelope?: z.ZodType<T>;
  /** The paid request: a timeout of 30 s, never a circuit's probe, and a connection of its own. */
  readonly isPaid?: true;
  /** A GET with only one attempt, because its caller retries it later. */
  readonly once?: true;
}

/**
 * Sends requests to Jogg with one key. Every method resolves with the envelope's `data`. A GET has
 * up to three attempts unless `once` is set; every other call is sent at most once. While Jogg
 * keeps failing or has asked to wait, calls fail without being sent.
 * @throws {JoggError} from every method, for any other answer.
 */
export interface Transport {
  get<T>(path: string, query: Query, options: CallOptions<T>): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>>;
  put<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>>;
}

/** @throws {TypeError} if the key cannot be sent in a header or the URL is invalid. */
export function createTransport(deps: TransportDeps): Transport {
  const { clock, random, throttleGet, holds, timeouts, instrument = uninstrumented } = deps;
  const exchange = createExchange(deps);
  /** Why the last call got no answer, for the log. */
  let lastFailure: unknown;
  const circuit = createCircuit({ clock, startCounting: halfFailed({ clock, ...OUTAGE_RULE }) });

  /**
   * After a 429, no call of the same HTTP method is sent for the time that Jogg asked to wait.
   * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
   */
  async function throwIfHeld(call: Omit<Call, 'totalMs'>): Promise<void> {
    const waitMs = await holds.waitMs(holdKey(call.method));
    if (waitMs > 0) throw shortCircuitError('rate', nameOf(call), waitMs);
  }

  async function sendThroughCircuit(call: Call): Promise<HttpAnswer> {
    const entry = circuit.enter();
    if (entry.kind === 'paused') throw circuitError(call, entry.forMs, lastFailure);
    try {
      const answer = await exchange(call);
      entry.report(answer.httpStatus < 500);
      lastFailure = undefined;
      return answer;
    } catch (error) {
      entry.report(false);
      lastFailure = error;
      throw error;
    }
  }

  async function sendOnce<T>(
    call: Omit<Call, 'totalMs'>,
    options: CallOptions<T>,
  ): Promise<Answer<T>> {
    const totalMs = options.isPaid ? timeouts.paidMs : timeouts.totalMs;
    try {
      const ownConnection = options.isPaid ?? false;
      return await instrument(
        { api: 'jogg', method: methodLabel(call) },
        async () =>
          parseAnswer(
            await sendThroughCircuit({ ...call, totalMs, ownConnection }),
            options,
            clock.now(),
          ),
        OUTCOMES,
      );
    } catch (error) {
      if (error instanceof JoggError && error.code === 'rate' && error.retryAfterMs !== null)
        await holds.hold(holdKey(call.method), error.retryAfterMs);
      throw error;
    }
  }

  /** Waits for the rate limit. Resolves with whether it had to wait. */
  async function enterGetQueue(call: Omit<Call, 'totalMs'>): Promise<boolean> {
    const pausedMs = circuit.pauseMs();
    if (pausedMs > 0) throw circuitError(call, pausedMs, lastFailure);
    return throttleGet();
  }

  /** A lost answer to a paid request can cost money, so a cheap GET probes an open circuit. */
  async function probeBeforePaying(call: Omit<Call, 'totalMs'>): Promise<void> {
    if (!circuit.isOpen()) return;
    const probe = { method: 'GET', path: PROBE_PATH, query: {}, body: undefined } as const;
    await enterGetQueue(call);
    await sendThroughCircuit({ ...probe, totalMs: timeouts.totalMs }).catch((error: unknown) => {
      if (!(error instanceof JoggError)) throw error;
    });
    if (circuit.isOpen()) throw circuitError(call, circuit.pauseMs(), lastFailure);
  }

  async function post<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>> {
    const call = { method: 'POST', path, query: {}, body } as const;
    if (options.isPaid) await probeBeforePaying(call);
    await throwIfHeld(call);
    return sendOnce(call, options);
  }

  async function get<T>(path: string, query: Query, options: CallOptions<T>): Promise<Answer<T>> {
    const call = { method: 'GET', path, query, body: undefined } as const;
    const maxAttempts = options.once ? 1 : MAX_ATTEMPTS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await throwIfHeld(call);
        // Another call may have got a 429 while this one waited.
        if (await enterGetQueue(call)) await throwIfHeld(call);
        return await sendOnce(call, options);
      } catch (error) {
        const delayMs = attempt < maxAttempts ? backoffMs(error, attempt, random()) : null;
        if (delayMs === null) throw error;
        await clock.sleep(delayMs);
      }
    }
  }

  async function put<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>> {
    const call = { method: 'PUT', path, query: {}, body } as const;
    await throwIfHeld(call);
    return sendOnce(call, options);
  }

  return { get, post, put };
}

/** The method and path of a call as a metric label, without ids. */
const methodLabel = ({ method, path }: Pick<Call, 'method' | 'path'>): string =>
  `${method} ${path.replace(/(?<=\/(?:avatar_video|endpoint)\/)[^/]+$/, ':id')}`;

const OUTCOMES = {
  ofAnswer: () => 'ok',
  ofError: (error: unknown): string => (error instanceof JoggError ? error.code : 'failed'),
};

const holdKey = (method: string): string => `jogg/${method}`;

/** The delay before the next attempt of a GET, in ms; null if there is no other attempt. */
function backoffMs(error: unknown, attempt: number, random: number): number | null {
  if (!(error instanceof JoggError) || !error.retryable) return null;
  const { retryAfterMs } = error;
  // Without a given delay, a short backoff does not help.
  if (retryAfterMs === null && error.code === 'rate') return null;
  if (retryAfterMs !== null && retryAfterMs > MAX_BACKOFF_MS) return null;
  const backoff = BACKOFF_BASE_MS * 2 ** attempt * (0.5 + 0.5 * random);
  return Math.ceil(Math.max(backoff, retryAfterMs ?? 0));
}

function circuitError(call: Omit<Call, 'totalMs'>, forMs: number, cause: unknown) {
  const details = { ...unansweredDetails(nameOf(call), 'no'), retryAfterMs: forMs };
  return new JoggNoAnswerError('not sent, because Jogg keeps failing', details, { cause });
}
