import type { LogEvent } from '../../lib/log.ts';

/**
 * A workspace removed the app or revoked its token. Its videos need no action: Slack refuses every
 * message from now on, which stops further tries.
 */
export function workspaceEnded(
  deps: { readonly logEvent: LogEvent },
  how: 'uninstalled' | 'revoked',
) {
  return async ({ body }: { readonly body: { readonly team_id?: string } }): Promise<void> => {
    deps.logEvent('workspace_ended', { how, ...(body.team_id ? { workspace: body.team_id } : {}) });
  };
}
