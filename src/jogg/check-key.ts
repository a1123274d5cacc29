import { JoggError } from './http/errors.ts';
import { createJogg, type Jogg } from './jogg-client.ts';

/** Slack waits three seconds for the answer to a form submission. */
const TIMEOUT_MS = 2_000;

/**
 * Creates a check of an API key: one GET with a timeout of two seconds. Jogg checks the key first,
 * so every answer except a rejection of the key proves that the key is valid.
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
    return error.retryable ? 'unanswered' : 'good';
  }
}
