import { JoggError } from './http/errors.ts';
import { createJogg, type Jogg } from './jogg-client.ts';

/** Slack waits three seconds for the answer to a form. */
const WITHIN_MS = 2_000;

/**
 * Whether Jogg accepts a key: one GET, within two seconds. Every answer but a refusal of the key
 * proves it good, as Jogg looks at the key first.
 */
export function createCheckKey(
  deps: Omit<Parameters<typeof createJogg>[0], 'apiKey' | 'turnToGet' | 'holds'>,
) {
  return async (apiKey: string): Promise<'good' | 'refused' | 'unanswered'> => {
    const holds = { waitMs: async () => 0, hold: async () => undefined };
    const over = new AbortController();
    const late = deps.clock.sleep(WITHIN_MS, over.signal).then(() => 'unanswered' as const);
    try {
      const jogg = createJogg({ ...deps, apiKey, turnToGet: async () => false, holds });
      return await Promise.race([asked(jogg), late]);
    } finally {
      over.abort();
    }
  };
}

async function asked(jogg: Pick<Jogg, 'account'>): Promise<'good' | 'refused' | 'unanswered'> {
  try {
    await jogg.account();
    return 'good';
  } catch (error) {
    if (!(error instanceof JoggError)) throw error;
    if (error.code === 'key') return 'refused';
    return error.arrived === 'yes' && !error.retryable ? 'good' : 'unanswered';
  }
}
