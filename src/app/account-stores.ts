import { GET_RATE } from '../jogg/jogg-client.ts';
import { createFairLimiter } from '../store/limits/fair-limiter.ts';
import { createHolds } from '../store/limits/holds.ts';
import { createLocks } from '../store/limits/locks.ts';
import { createPaidRequests } from '../store/limits/paid-requests.ts';
import { createTokenBucket } from '../store/limits/token-bucket.ts';
import { createCatalogueStore } from '../store/records/catalogue-store.ts';
import { createRenders } from '../store/records/renders.ts';
import { createUnconfirmed } from '../store/records/unconfirmed.ts';
import { createAccountUsers } from '../store/tenants/account-users.ts';
import { createProjectStore } from '../store/tenants/project-store.ts';
import { scopedState } from '../store/tenants/scoped-state.ts';
import type { Shared } from './open-shared.ts';

/**
 * Jogg allows 20 a minute. The remaining ones are left to other programs that use the key.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
const MAX_PAID_REQUESTS = 18;
const PAID_REQUESTS_WINDOW_MS = 60_000;

/** The stores of one Jogg account, scoped to it and shared by all tenants that use it. */
export function createAccountStores(
  { state, clock, logEvent }: Pick<Shared, 'state' | 'clock' | 'logEvent'>,
  scope: string,
) {
  const scoped = { ...scopedState(state, scope), logEvent };
  return {
    projects: createProjectStore(scoped),
    unconfirmed: createUnconfirmed({ ...scoped, clock }),
    renders: createRenders({ ...scoped, clock }),
    catalogue: createCatalogueStore(scoped),
    users: createAccountUsers(scoped),
    holds: createHolds(scoped),
    registrationLocks: createLocks(scoped, 'webhook'),
    paidRequests: createPaidRequests({
      ...scoped,
      limit: MAX_PAID_REQUESTS,
      windowMs: PAID_REQUESTS_WINDOW_MS,
    }),
    fairLimiter: createFairLimiter({ ...scoped, windowMs: PAID_REQUESTS_WINDOW_MS }),
    throttleGet: createTokenBucket({ ...scoped, name: 'jogg-get', ...GET_RATE, clock }),
  };
}
