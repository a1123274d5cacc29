import { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import { requestIds } from '../request/request-ids.ts';

export interface WorkspaceEventDeps {
  /**
   * Ends the tenant's installation, as Slack said at `at` (ms since the epoch); null for the
   * workspace whose token is a setting. Throws what the store throws.
   */
  readonly ended: ((how: 'uninstalled' | 'revoked', at: number) => Promise<void>) | null;
  readonly logEvent: LogEvent;
}

const bodySchema = z.object({
  /** In seconds. */
  event_time: z.number(),
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});

/**
 * A workspace removed the app, or revoked tokens: those of people are not the app's. Its videos
 * wait for it; where the token is a setting, Slack refuses every message from now on.
 * https://docs.slack.dev/reference/events/tokens_revoked
 */
export function workspaceEnded(deps: WorkspaceEventDeps, how: 'uninstalled' | 'revoked') {
  return async ({ body }: { readonly body: unknown }): Promise<void> => {
    const { teams, enterprise } = requestIds(body);
    const workspace = teams[0] ?? enterprise;
    const told = bodySchema.safeParse(body).data;
    const isOurs = how === 'uninstalled' || (told?.event.tokens?.bot ?? []).length > 0;
    const heard = { how, bot: isOurs, ...(workspace === null ? {} : { workspace }) };
    deps.logEvent('workspace_end_told', heard);
    if (isOurs && told) await deps.ended?.(how, told.event_time * 1_000);
  };
}
