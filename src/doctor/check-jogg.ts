import type { Config } from '../config/config.ts';
import { createJogg, type Jogg } from '../jogg/jogg-client.ts';
import { systemClock } from '../lib/clock.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { systemRandom } from '../lib/random.ts';
import { type Finding, fail, ok } from './finding.ts';
import { joggRemedy } from './jogg-remedy.ts';

/** The part of Jogg that the doctor uses. */
export type DoctorJogg = Pick<Jogg, 'account' | 'endpoints' | 'events'>;

/** Creates a client for the doctor. Its few requests need no rate limit. */
export function createDoctorJogg(config: Config, proxies: Proxies): DoctorJogg {
  const { apiKey, apiUrl, version } = config.jogg;
  return createJogg({
    apiKey,
    apiUrl,
    version,
    proxies,
    clock: systemClock,
    random: systemRandom,
    throttleGet: async () => false,
    holds: { waitMs: async () => 0, hold: async () => undefined },
    logEvent: () => undefined,
  });
}

/** Checks the API key and shows the account's balance. */
export async function joggFindings(config: Config, jogg: DoctorJogg): Promise<readonly Finding[]> {
  try {
    const { quota } = await jogg.account();
    const balance =
      quota === null ? 'Jogg does not report the balance' : `${quota} credits left, says Jogg`;
    return [ok('Jogg key', `accepted by Jogg's API ${config.jogg.version}; ${balance}`)];
  } catch (error) {
    return [fail('Jogg key', joggRemedy(error))];
  }
}
