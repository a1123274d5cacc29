import type { Installations, Installed } from '../../src/tenancy/installed.ts';

/** An installation in a workspace `T…`, or in an organization `E…`. */
export const installedIn = (id: string, botToken: string): Installed => ({
  ...{ id, scope: id, revision: botToken, botToken, installer: null, jogg: null, formerJogg: [] },
  identity: {
    ...{
      workspace: id,
      enterprise: id.startsWith('E') ? id : null,
      name: null,
      handle: null,
      appId: null,
    },
    ...{ botUserId: null, botId: null, scopes: null },
  },
});

/** Installations in memory: a test adds, changes and removes them. */
export function inMemory(...all: readonly Installed[]) {
  const known = new Map(all.map((each) => [each.id, each]));
  const installations: Installations = {
    ofRequest: async ({ teams, enterprise }) =>
      [...teams, enterprise ?? ''].map((id) => known.get(id)).find(Boolean) ?? null,
    byScope: async (scope) => [...known.values()].find((each) => each.scope === scope) ?? null,
    byWebhookToken: async () => null,
    list: async () => [...known.keys()],
  };
  return { known, installations };
}
