import type { EditBudget } from '../../domain/ports.ts';
import type { Clock } from '../../lib/clock.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { createTtlCache } from '../../lib/ttl-cache.ts';
import type { Change } from '../backend.ts';
import { fullAtOf } from './bucket.ts';

/**
 * Slack accepts at least 50 edits a minute per workspace; the app makes at most 40.
 * https://docs.slack.dev/reference/methods/chat.update/
 */
const EDIT_INTERVAL_MS = 1_500;
/** Optional edits may use half of the burst of ten; the rest is reserved for required edits. */
const OPTIONAL_BURST = 5;
/** The largest debt of a bucket. A larger one comes from a wrong clock. */
const MAX_DEBT_MS = 60_000;
const MAX_WORKSPACES = 1_000;

/**
 * One token bucket per workspace for all processes. Required edits may overdraw it. After a denial
 * a process asks the store again only when there can be room. Neither method throws: if the store
 * fails, there is no room.
 */
export function createEditBudget(deps: {
  readonly change: Change;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly logEvent: LogEvent;
}): EditBudget {
  const { change, clock, logEvent } = deps;
  const denied = createTtlCache<true>(MAX_WORKSPACES, clock);

  /** Takes a token and returns 0, or returns the ms until there is one. */
  const take = (workspace: string, isOptional: boolean): Promise<number> =>
    change('edit-budget', workspace, (old, now) => {
      const base = fullAtOf(old, now, MAX_DEBT_MS);
      const fullAt = Math.min(base + EDIT_INTERVAL_MS, now + MAX_DEBT_MS);
      const waitMs = isOptional ? Math.max(0, fullAt - now - OPTIONAL_BURST * EDIT_INTERVAL_MS) : 0;
      return waitMs > 0 ? { result: waitMs } : { result: 0, next: { value: { fullAt } } };
    }).catch((error: unknown) => {
      logEvent('edit_budget_store_failed', errorFields(error));
      return EDIT_INTERVAL_MS;
    });

  return {
    async spend(workspace) {
      await take(workspace, false);
    },
    async trySpend(workspace) {
      if (denied.get(workspace)) return false;
      const waitMs = await take(workspace, true);
      if (waitMs > 0) denied.set(workspace, true, waitMs);
      return waitMs === 0;
    },
  };
}
