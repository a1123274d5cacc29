import { createMessenger } from '../slack/delivery/messenger.ts';
import { createResponseUrlMessenger } from '../slack/delivery/response-url-messenger.ts';
import { createBotIdentity } from '../slack/web-api/bot-identity.ts';
import { createDirectory } from '../slack/web-api/directory.ts';
import { createWebClient } from '../slack/web-api/web-client.ts';
import type { OpenInstallation } from '../tenancy/installation.ts';
import { createIsAdmin } from '../videos/is-admin.ts';
import type { Shared } from './open-shared.ts';
import type { TenantStores } from './tenant-stores.ts';

export type SlackParts = ReturnType<typeof wireSlack>;

/** A tenant's Web API client, bot identity, user directory and messenger. */
export function wireSlack(
  { config, renderTimes, label, clock, slackFetch: fetch, logEvent }: Shared,
  deps: {
    readonly installation: Pick<OpenInstallation, 'botToken' | 'identity'>;
    readonly stores: Pick<TenantStores, 'holds' | 'edits' | 'responseUrls'>;
  },
) {
  const { installation, stores } = deps;
  const { apiUrl: slackApiUrl } = config.slack;
  const client = createWebClient({ token: installation.botToken, slackApiUrl, fetch });
  const identity = createBotIdentity(client, installation.identity);
  const directory = createDirectory({ users: client.users, identity, clock, logEvent });
  return {
    client,
    identity,
    directory,
    isAdmin: createIsAdmin(directory),
    messenger: createResponseUrlMessenger(
      createMessenger({
        clientFor: async () => client,
        clock,
        holds: stores.holds,
        edits: stores.edits,
        usualMs: () => renderTimes.usual(),
        mayReadHistory: async () => identity.mayReadHistory(),
        mayReadFiles: async () => identity.can('files:read'),
        handle: identity.handle,
        logEvent,
        label,
      }),
      { responseUrls: stores.responseUrls, fetch, handle: identity.handle, logEvent },
    ),
  };
}
