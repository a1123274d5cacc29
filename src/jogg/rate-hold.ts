import type { Clock } from '../lib/clock.ts';
import { JoggAnswerError, JoggError } from './errors.ts';
import { type Call, nameOf } from './exchange.ts';
import type { Transport } from './transport.ts';

/**
 * Keeps what Jogg asks for with a 429: no other call of that method is sent either until the time
 * it named is over; such a call fails as the one that was told so. Jogg limits by method.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
export function createRateHold(
  transport: Transport,
  { clock }: { readonly clock: Clock },
): Transport {
  const heldUntil = new Map<Call['method'], number>();

  async function held<T>(method: Call['method'], path: string, send: () => Promise<T>): Promise<T> {
    const waitMs = (heldUntil.get(method) ?? 0) - clock.now();
    // Longer than anybody may ask for only where the clock was set back.
    if (waitMs > 0 && waitMs <= LONGEST_MS) throw limited(nameOf({ method, path }), waitMs);
    try {
      return await send();
    } catch (error) {
      if (error instanceof JoggError && error.code === 'rate' && error.retryAfterMs !== null)
        heldUntil.set(method, clock.now() + error.retryAfterMs);
      throw error;
    }
  }

  return {
    get: (path, query, wanted) => held('GET', path, () => transport.get(path, query, wanted)),
    post: (path, body, wanted) => held('POST', path, () => transport.post(path, body, wanted)),
    put: (path, body, wanted) => held('PUT', path, () => transport.put(path, body, wanted)),
    delete: (path, wanted) => held('DELETE', path, () => transport.delete(path, wanted)),
  };
}

const LONGEST_MS = 15 * 60_000;

function limited(request: string, retryAfterMs: number): JoggAnswerError {
  return new JoggAnswerError('rate', {
    request,
    joggCode: null,
    msg: null,
    rid: null,
    httpStatus: null,
    retryAfterMs,
    arrived: 'no',
  });
}
