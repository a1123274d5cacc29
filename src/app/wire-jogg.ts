import { createCatalogue } from '../catalogue/catalogue-cache.ts';
import { publicLists } from '../catalogue/public-lists.ts';
import type { RateLimiter, TaskQueue } from '../domain/ports.ts';
import { createJogg } from '../jogg/jogg-client.ts';
import { createRegistration } from '../jogg/webhook/webhook-registration.ts';
import { createBalance } from '../videos/balance.ts';
import { createReceiveHint } from '../videos/receive-hint.ts';
import { createAccountStores } from './account-stores.ts';
import type { Shared } from './open-shared.ts';

/** The key and the webhook settings of an account. */
export interface AccountKey {
  /** The scope of its part of the state. */
  readonly scope: string;
  readonly apiKey: string;
  /** The webhook URL; null if the app cannot be reached from outside. */
  readonly address: string | null;
  /** The known secrets that Jogg signs webhooks with. */
  readonly secrets: readonly string[];
}

export type JoggParts = ReturnType<typeof wireJogg>;

/**
 * One Jogg account for all tenants that use it: its client, under the limits that all processes
 * share, its stores, lists, balance and webhook registration.
 */
export function wireJogg(
  shared: Shared,
  { scope, apiKey, address, secrets }: AccountKey,
  queue: Pick<TaskQueue, 'wake'>,
) {
  const { config, proxies, clock, random, instrument, metrics, logEvent } = shared;
  const { apiUrl, version } = config.jogg;
  const stores = createAccountStores(shared, scope);
  const { onWait } = metrics;
  const client = createJogg({
    apiKey,
    apiUrl,
    version,
    proxies,
    clock,
    random,
    throttleGet: async () => {
      const startedAt = clock.monotonic();
      const hasWaited = await stores.throttleGet();
      onWait('get', (clock.monotonic() - startedAt) / 1_000);
      return hasWaited;
    },
    instrument,
    holds: stores.holds,
    logEvent,
  });
  const postLimiter: RateLimiter = {
    take: async () => {
      const waitMs = await stores.paidRequests.take();
      onWait('paid', waitMs / 1_000);
      return waitMs;
    },
  };
  const catalogue = createCatalogue({
    library: client.library,
    sharedCopy: stores.catalogue,
    clock,
    logEvent,
  });
  return {
    client,
    postLimiter,
    fairLimiter: stores.fairLimiter,
    projects: stores.projects,
    unconfirmed: stores.unconfirmed,
    renders: stores.renders,
    receiveHint: createReceiveHint({
      store: stores.projects,
      unconfirmed: stores.unconfirmed,
      queue,
    }),
    users: stores.users,
    catalogue,
    publicCatalogue: publicLists(catalogue),
    registration: createRegistration({
      endpoints: client.endpoints,
      address,
      webhookSecrets: secrets,
      version,
      postLimiter,
      locks: stores.registrationLocks,
      clock,
      random,
      logEvent,
    }),
    balance: createBalance({ quota: client.quota, clock, logEvent }),
  };
}
