import type { Installations, OpenInstallation } from './installation.ts';

/**
 * The one installation whose token is a setting. It gets every request and owns the whole state.
 */
export function createSingleWorkspace(botToken: string): Installations {
  const installation: OpenInstallation = {
    id: 'only',
    scope: '',
    revision: 'setting',
    botToken,
    identity: null,
    installer: null,
    jogg: null,
    formerJogg: [],
  };
  return {
    ofRequest: async () => installation,
    byScope: async (scope) => (scope === installation.scope ? installation : null),
    byWebhookToken: async () => null,
    list: async () => [installation.id],
  };
}
