import type { Installations, Installed } from './installation.ts';

/** The one installation whose token is a setting: every request is for it, and all of the state. */
export function createOnlyWorkspace(botToken: string): Installations {
  const installed: Installed = {
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
    ofRequest: async () => installed,
    byScope: async (scope) => (scope === installed.scope ? installed : null),
    byWebhookToken: async () => null,
    list: async () => [installed.id],
  };
}
