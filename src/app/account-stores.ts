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
 * Jogg allows 20 a minute; the rest is left to other uses of the key.
 * https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
const MAX_PAID_REQUESTS = 18;
const PAID_REQUESTS_WINDOW_MS = 60_000;

/** The stores of one Jogg account, in its own part of the state, for all tenants that use it. */
export function createAccountStores(
  { state, clock, logEvent }: Pick<Shared, 'state' | 'clock' | 'logEvent'>,
  scope: string,
) {
  const own = { ...scopedState(state, scope), logEvent };
  return {
    projects: createProjectStore(own),
    unconfirmed: createUnconfirmed({ ...own, clock }),
    renders: createRenders({ ...own, clock }),
    catalogue: createCatalogueStore(own),
    users: createAccountUsers(own),
    holds: createHolds(own),
    registrationLocks: createLocks(own, 'webhook'),
    paidRequests: createPaidRequests({
      ...own,
      limit: MAX_PAID_REQUESTS,
      windowMs: PAID_REQUESTS_WINDOW_MS,
    }),
    fairLimiter: createFairLimiter({ ...own, windowMs: PAID_REQUESTS_WINDOW_MS }),
    throttleGet: createTokenBucket({ ...own, name: 'jogg-get', ...GET_RATE, clock }),
  };
}
