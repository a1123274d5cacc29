import type { Dispatcher } from 'undici';
import type { z } from 'zod';
import type { Holds, Throttle } from '../../domain/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { createCircuit, halfFailed } from '../../lib/gate.ts';
import { type InstrumentCall, uninstrumented } from '../../lib/instrumented-call.ts';
import type { Random } from '../../lib/random.ts';
import { type Answer, type HttpAnswer, openAnswer } from './answer.ts';
import { JoggError, JoggNoAnswerError, shortCircuitError } from './errors.ts';
import { type Call, createExchange, nameOf, type Query, unansweredDetails } from './exchange.ts';

/** How long one try of a call may take, in ms; `paidMs` is for the paid request. */
export interface Timeouts {
  readonly totalMs: number;
  readonly paidMs: number;
}
export const JOGG_TIMEOUTS: Timeouts = { totalMs: 10_000, paidMs: 30_000 };

/** No answer and 5xx are failures; an error of a key, credit or parameter is not. */
const OUTAGE_RULE = { minCalls: 10, windowMs: 30_000 };

const MAX_ATTEMPTS = 3;
const BACKOFF_BASE_MS = 250;
/** A longer wait is the caller's business: nobody sleeps that long inside a request. */
const MAX_BACKOFF_MS = 2_000;

export interface TransportDeps {
  readonly apiKey: string;
  /** Jogg's root, without the version. */
  readonly baseUrl: string;
  readonly dispatcher: Dispatcher;
  /** A dispatcher for one paid request, which has no connection yet. */
  readonly freshDispatcher: () => Dispatcher;
  readonly clock: Clock;
  readonly random: Random;
  /** The limit on GETs over all; each try of each GET takes a turn. */
  readonly throttleGet: Throttle;
  readonly holds: Holds;
  readonly timeouts: Timeouts;
  readonly instrument?: InstrumentCall;
}

/**
 * A small question that shows whether Jogg is there at all.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/GettingStarted
 */
const PROBE_PATH = '/v2/user/whoami';

/** How to read `data`, and what is special about a call. */
export interface CallOptions<T> {
  readonly schema: z.ZodType<T>;
  /** How to read a whole answer without an envelope, as v1's webhook pages document it. */
  readonly bare?: z.ZodType<T>;
  /**
   * For the paid request: waits for up to 30 s instead of 10 s, is never a probe of a sick Jogg,
   * and goes on a connection of its own.
   */
  readonly isPaid?: true;
  /** A GET that is tried once: its caller asks again by itself, and not too soon. */
  readonly once?: true;
}

/**
 * Requests to one Jogg. Every method answers the envelope's `data`. GETs are tried up to three
 * times unless `once` says otherwise; everything else is sent at most once. While Jogg keeps
 * failing, or asked to be left alone, calls fail without being sent.
 * @throws {JoggError} from every method that has no such answer.
 */
export interface Transport {
  get<T>(path: string, query: Query, options: CallOptions<T>): Promise<Answer<T>>;
  post<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>>;
  put<T>(path: string, body: unknown, options: CallOptions<T>): Promise<Answer<T>>;
}

/** @throws {TypeError} where the key cannot be sent in a header or the address is not one. */
export function createTransport(deps: TransportDeps): Transport {
  const { clock, random, throttleGet, holds, timeouts, instrument = uninstrumented } = deps;
  const exchange = createExchange(deps);
  const circuit = createCircuit({ clock, startCounting: halfFailed({ clock, ...OUTAGE_RULE }) });

  /**
   * No other call of a method is sent until the time is over that Jogg named with a 429.
   * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
   */
  async function throwIfHeld(call: Omit<Call, 'totalMs'>): Promise<void> {
    const waitMs = await holds.waitMs(holdKey(call.method));
    if (waitMs > 0) throw shortCircuitError('rate', nameOf(call), waitMs);
  }

  async function sendThroughCircuit(call: Call): Promise<HttpAnswer> {
    const entry = circuit.enter();
    if (entry.kind === 'paused') throw circuitError(call, entry.forMs);
    try {
      const answer = await exchange(call);
      entry.report(answer.httpStatus < 500);
      return answer;
    } catch (error) {
      entry.report(false);
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
          openAnswer(
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

  /** Answers whether it had to wait for its place. */
  async function enterGetQueue(call: Omit<Call, 'totalMs'>): Promise<boolean> {
    const pausedMs = circuit.pauseMs();
    if (pausedMs > 0) throw circuitError(call, pausedMs);
    return throttleGet();
  }

  /**
   * A lost answer to a paid request is dear, so whether Jogg is well again is asked by a small GET.
   */
  async function probeBeforePaying(call: Omit<Call, 'totalMs'>): Promise<void> {
    if (!circuit.isOpen()) return;
    const probe = { method: 'GET', path: PROBE_PATH, query: {}, body: undefined } as const;
    await enterGetQueue(call);
    await sendThroughCircuit({ ...probe, totalMs: timeouts.totalMs }).catch((error: unknown) => {
      if (!(error instanceof JoggError)) throw error;
    });
    if (circuit.isOpen()) throw circuitError(call, circuit.pauseMs());
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
        // Others may have been told to wait while this one waited for its place.
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

/** A call without the id in its path. */
const methodLabel = ({ method, path }: Pick<Call, 'method' | 'path'>): string =>
  `${method} ${path.replace(/(?<=\/(?:avatar_video|endpoint)\/)[^/]+$/, ':id')}`;

const OUTCOMES = {
  ofAnswer: () => 'ok',
  ofError: (error: unknown): string => (error instanceof JoggError ? error.code : 'failed'),
};

const holdKey = (method: string): string => `jogg/${method}`;

/** How long to wait before the next try of a GET, in ms; `null`: there is none. */
function backoffMs(error: unknown, attempt: number, random: number): number | null {
  if (!(error instanceof JoggError) || !error.retryable) return null;
  const { retryAfterMs } = error;
  // Without a word of how long, only waiting long helps.
  if (retryAfterMs === null && error.code === 'rate') return null;
  if (retryAfterMs !== null && retryAfterMs > MAX_BACKOFF_MS) return null;
  const backoff = BACKOFF_BASE_MS * 2 ** attempt * (0.5 + 0.5 * random);
  return Math.ceil(Math.max(backoff, retryAfterMs ?? 0));
}

function circuitError(call: Omit<Call, 'totalMs'>, forMs: number): JoggNoAnswerError {
  const details = unansweredDetails(call, 'no', forMs);
  return new JoggNoAnswerError('held back, for Jogg keeps failing', details, {});
}
