import { createCatalogue } from '../catalogue/catalogue-cache.ts';
import type { Config } from '../config/config.ts';
import type { RateLimiter } from '../domain/ports.ts';
import { createJogg, GET_RATE } from '../jogg/jogg-client.ts';
import { createRegistration } from '../jogg/webhook/webhook-registration.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import type { Random } from '../lib/random.ts';
import type { WatchCall } from '../lib/watched-call.ts';
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
  readonly watch: WatchCall;
  readonly onWait: (kind: 'paid' | 'get', seconds: number) => void;
  readonly logEvent: LogEvent;
}) {
  const { config, stores, proxies, clock, random, watch, onWait, logEvent } = deps;
  const { apiKey, apiUrl, version, webhookSecrets } = config.jogg;
  const { change } = stores.state;
  const turn = createTokenBucket({ change, name: 'jogg-get', ...GET_RATE, clock, logEvent });
  const client = createJogg({
    apiKey,
    apiUrl,
    version,
    proxies,
    clock,
    random,
    turnToGet: async () => {
      const began = clock.monotonic();
      const taken = await turn();
      onWait('get', (clock.monotonic() - began) / 1_000);
      return taken;
    },
    watch,
    holds: stores.holds,
    logEvent,
  });
  const paid = createPaidRequests({ change, limit: PAID_REQUESTS, windowMs: PAID_WINDOW_MS });
  const postLimiter: RateLimiter = {
    take: async () => {
      const waitMs = await paid.take();
      onWait('paid', waitMs / 1_000);
      return waitMs;
    },
  };
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
