import type { Clock } from '../../lib/clock.ts';
import type { LogEvent } from '../../lib/log.ts';
import { JoggAnswerError, notMade } from './errors.ts';
import { nameOf } from './exchange.ts';
import type { Transport } from './transport.ts';

const SHUT_MS = 5 * 60_000;

/**
 * Spares Jogg a key that it refuses: from then on every call fails at once as the last one did,
 * but for one in 5 min, which finds out whether the key is good again. Noted once each way.
 */
export function createKeyGuard(
  transport: Transport,
  { clock, logEvent }: { readonly clock: Clock; readonly logEvent: LogEvent },
): Transport {
  let shutUntil: number | null = null;

  async function guarded<T>(
    facts: Parameters<typeof nameOf>[0],
    send: () => Promise<T>,
  ): Promise<T> {
    const now = clock.now();
    if (shutUntil !== null) {
      // Further away than this only where the clock was set back.
      shutUntil = Math.min(shutUntil, now + SHUT_MS);
      if (now < shutUntil) throw notMade('key', nameOf(facts), shutUntil - now);
      shutUntil = now + SHUT_MS;
    }
    try {
      const answer = await send();
      open();
      return answer;
    } catch (error) {
      if (!(error instanceof JoggAnswerError)) throw error;
      if (error.code === 'key') shut();
      // Jogg's other refusals come after it has looked at the key.
      else if (error.arrived === 'yes' && error.code !== 'jogg') open();
      throw error;
    }
  }

  function shut(): void {
    if (shutUntil === null) logEvent('jogg_key_refused', { for_ms: SHUT_MS });
    shutUntil = clock.now() + SHUT_MS;
  }

  function open(): void {
    if (shutUntil !== null) logEvent('jogg_key_accepted');
    shutUntil = null;
  }

  return {
    get: (path, query, wanted) =>
      guarded({ method: 'GET', path }, () => transport.get(path, query, wanted)),
    post: (path, body, wanted) =>
      guarded({ method: 'POST', path }, () => transport.post(path, body, wanted)),
    put: (path, body, wanted) =>
      guarded({ method: 'PUT', path }, () => transport.put(path, body, wanted)),
    delete: (path, wanted) =>
      guarded({ method: 'DELETE', path }, () => transport.delete(path, wanted)),
  };
}
