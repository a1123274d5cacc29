import type { Installed } from '../../src/tenancy/installed.ts';

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
