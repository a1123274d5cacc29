import { createCatalogue } from '../catalogue/catalogue-cache.ts';
import type { Config } from '../config/config.ts';
import { createJogg, GET_RATE } from '../jogg/jogg-client.ts';
import { createRegistration } from '../jogg/webhook/webhook-registration.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import type { Random } from '../lib/random.ts';
import { createPaidRequests } from '../store/limits/paid-requests.ts';
import { createTokenBucket } from '../store/limits/token-bucket.ts';
import { createBalance } from '../videos/balance.ts';
import type { Stores } from './open-stores.ts';

/**
 * Jogg allows 20 a minute; the rest is left to other uses of the key.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
const PAID_REQUESTS = 18;
const PAID_WINDOW_MS = 60_000;

export type JoggParts = ReturnType<typeof wireJogg>;

/** Jogg's client under the limits of all processes, and the app's knowledge of the account. */
export function wireJogg(deps: {
  readonly config: Pick<Config, 'jogg' | 'publicUrl'>;
  readonly stores: Pick<Stores, 'catalogue' | 'holds' | 'registrations' | 'state'>;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly random: Random;
  readonly logEvent: LogEvent;
}) {
  const { config, stores, proxies, clock, random, logEvent } = deps;
  const { apiKey, apiUrl, version, webhookSecrets } = config.jogg;
  const { change } = stores.state;
  const client = createJogg({
    apiKey,
    apiUrl,
    version,
    proxies,
    clock,
    random,
    turnToGet: createTokenBucket({ change, name: 'jogg-get', ...GET_RATE, clock, logEvent }),
    holds: stores.holds,
    logEvent,
  });
  const postLimiter = createPaidRequests({
    change,
    limit: PAID_REQUESTS,
    windowMs: PAID_WINDOW_MS,
  });
  return {
    client,
    postLimiter,
    catalogue: createCatalogue({
      library: client.library,
      kept: stores.catalogue,
      clock,
      logEvent,
    }),
    registration: createRegistration({
      endpoints: client.endpoints,
      publicUrl: config.publicUrl,
      webhookSecrets,
      version,
      postLimiter,
      turns: stores.registrations,
      clock,
      random,
      logEvent,
    }),
    balance: createBalance({ quota: client.quota, clock, logEvent }),
  };
}
