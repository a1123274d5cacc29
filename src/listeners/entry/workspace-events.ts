import { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import { requestIds } from '../request/request-ids.ts';

export interface WorkspaceEventDeps {
  /**
   * Ends the tenant's installation; `at` is the time of Slack's event (ms since the epoch). Null
   * for the workspace whose token is a setting. May throw an error of the store.
   */
  readonly endInstallation: ((how: 'uninstalled' | 'revoked', at: number) => Promise<void>) | null;
  readonly logEvent: LogEvent;
}

const bodySchema = z.object({
  /** In seconds. */
  event_time: z.number(),
  event: z.object({ tokens: z.object({ bot: z.array(z.string()).optional() }).optional() }),
});

/**
 * A workspace removed the app or revoked tokens. Tokens of people are not the app's and are
 * ignored. The videos of the workspace wait until it installs the app again; if the token is a
 * setting, Slack rejects every message from now on.
 * https://docs.slack.dev/reference/events/tokens_revoked
 */
export function workspaceEnded(deps: WorkspaceEventDeps, how: 'uninstalled' | 'revoked') {
  return async ({ body }: { readonly body: unknown }): Promise<void> => {
    const { teams, enterprise } = requestIds(body);
    const workspace = teams[0] ?? enterprise;
    const parsed = bodySchema.safeParse(body).data;
    const concernsApp = how === 'uninstalled' || (parsed?.event.tokens?.bot ?? []).length > 0;
    const fields = { how, bot: concernsApp, ...(workspace === null ? {} : { workspace }) };
    deps.logEvent('workspace_end_told', fields);
    if (concernsApp && parsed) await deps.endInstallation?.(how, parsed.event_time * 1_000);
  };
}
