import type { Clock } from '../../lib/clock.ts';
import { createGates } from '../../lib/gate.ts';
import type { LogEvent } from '../../lib/log.ts';
import { JoggAnswerError, shortCircuitError } from './errors.ts';
import { nameOf } from './exchange.ts';
import type { Transport } from './transport.ts';

const RECHECK_MS = 5 * 60_000;
/** The name of the only gate. */
const KEY = 'key';

/**
 * Stops requests after Jogg has rejected the key: every call fails at once, except one probe every
 * 5 min. Logs once when the key is rejected and once when it is accepted again.
 */
export function createKeyGuard(
  transport: Transport,
  { clock, logEvent }: { readonly clock: Clock; readonly logEvent: LogEvent },
): Transport {
  const gates = createGates({ clock, probeMs: RECHECK_MS });

  async function withGuard<T>(
    call: Parameters<typeof nameOf>[0],
    send: () => Promise<T>,
  ): Promise<T> {
    const waitMs = gates.enter(KEY);
    if (waitMs > 0) throw shortCircuitError('key', nameOf(call), waitMs);
    try {
      const answer = await send();
      unblock();
      return answer;
    } catch (error) {
      if (!(error instanceof JoggAnswerError)) throw error;
      if (error.code === 'key') block();
      // Jogg checks the key first, so its other errors prove that the key is valid.
      else if (error.arrived === 'yes' && error.code !== 'jogg') unblock();
      throw error;
    }
  }

  function block(): void {
    if (!gates.isClosed(KEY)) logEvent('jogg_key_refused', { for_ms: RECHECK_MS });
    gates.close(KEY, RECHECK_MS);
  }

  function unblock(): void {
    if (gates.isClosed(KEY)) logEvent('jogg_key_accepted');
    gates.open(KEY);
  }

  return {
    get: (path, query, options) =>
      withGuard({ method: 'GET', path }, () => transport.get(path, query, options)),
    post: (path, body, options) =>
      withGuard({ method: 'POST', path }, () => transport.post(path, body, options)),
    put: (path, body, options) =>
      withGuard({ method: 'PUT', path }, () => transport.put(path, body, options)),
  };
}
