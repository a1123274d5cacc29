import type { LogEvent } from '../../lib/log.ts';
import { requestIds } from '../request/request-ids.ts';

/**
 * A workspace removed the app or revoked its token. Its videos need no action: Slack refuses every
 * message from now on, which stops further tries.
 */
export function workspaceEnded(
  deps: { readonly logEvent: LogEvent },
  how: 'uninstalled' | 'revoked',
) {
  return async ({ body }: { readonly body: unknown }): Promise<void> => {
    const { teams, enterprise } = requestIds(body);
    const workspace = teams[0] ?? enterprise;
    deps.logEvent('workspace_ended', { how, ...(workspace === null ? {} : { workspace }) });
  };
}
