import { JoggError } from './http/errors.ts';
import { createJogg, type Jogg } from './jogg-client.ts';

/** Slack waits three seconds for the answer to a form. */
const TIMEOUT_MS = 2_000;

/**
 * Whether Jogg accepts a key: one GET, within two seconds. Every answer but a refusal of the key
 * proves it good, as Jogg looks at the key first.
 */
export function createCheckKey(
  deps: Omit<Parameters<typeof createJogg>[0], 'apiKey' | 'throttleGet' | 'holds'>,
) {
  return async (apiKey: string): Promise<'good' | 'refused' | 'unanswered'> => {
    const holds = { waitMs: async () => 0, hold: async () => undefined };
    const finished = new AbortController();
    const timeout = deps.clock.sleep(TIMEOUT_MS, finished.signal).then(() => 'unanswered' as const);
    try {
      const jogg = createJogg({ ...deps, apiKey, throttleGet: async () => false, holds });
      return await Promise.race([tryKey(jogg), timeout]);
    } finally {
      finished.abort();
    }
  };
}

async function tryKey(jogg: Pick<Jogg, 'account'>): Promise<'good' | 'refused' | 'unanswered'> {
  try {
    await jogg.account();
    return 'good';
  } catch (error) {
    if (!(error instanceof JoggError)) throw error;
    if (error.code === 'key') return 'refused';
    return error.arrived === 'yes' && !error.retryable ? 'good' : 'unanswered';
  }
}
