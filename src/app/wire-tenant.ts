import type { WorkspaceEventDeps } from '../listeners/entry/workspace-events.ts';
import type { JoggAccount } from '../listeners/home/jogg-key.ts';
import { renewingFetch } from '../slack/web-api/renewing-fetch.ts';
import type { OpenInstallation } from '../tenancy/installation.ts';
import type { Accounts } from './accounts.ts';
import type { Shared } from './open-shared.ts';
import { wireAccount } from './tenant-account.ts';
import { createTenantStores } from './tenant-stores.ts';
import { wireFiles } from './wire-files.ts';
import { wireListeners } from './wire-listeners.ts';
import type { Media } from './wire-media.ts';
import { queueOf, type VideoQueue } from './wire-queue.ts';
import { wireSlack } from './wire-slack.ts';
import { wireVideos } from './wire-videos.ts';

export type Tenant = ReturnType<typeof wireTenant>;

/**
 * Builds the app for one workspace or organization. All its parts are scoped to that tenant, so
 * they need not know which one it is.
 */
export function wireTenant(
  allShared: Shared,
  deps: {
    readonly installation: OpenInstallation;
    readonly accounts: Accounts;
    readonly media: Media;
    readonly queue: Pick<VideoQueue, 'add' | 'wake' | 'position'>;
    /** Its Jogg account, for its admins; null if there is only the operator's. */
    readonly joggAccount: JoggAccount | null;
    /** Ends its installation after Slack's event; null if its token is a setting. */
    readonly endInstallation: WorkspaceEventDeps['endInstallation'];
    /** Replaces a token that Slack reported as expired; null if the token is a setting. */
    readonly renewExpired: ((expired: string) => Promise<string | null>) | null;
  },
) {
  const { installation, accounts, media } = deps;
  const { scope } = installation;
  const sharedWithLog = allShared.isMultiTenant
    ? withTenantLog(allShared, installation.id)
    : allShared;
  const slackFetch = renewingFetch(allShared.slackFetch, deps.renewExpired);
  const shared = { ...sharedWithLog, slackFetch };
  const ended = new AbortController();
  const stopping = AbortSignal.any([shared.stopping, ended.signal]);
  const stores = createTenantStores(shared, scope);
  const queue = queueOf(deps.queue, scope);
  const account = wireAccount(shared, accounts, installation);
  const slack = wireSlack(shared, { installation, stores });
  const files = wireFiles(shared, { installation, media, account, slack, stopping });
  const videos = wireVideos(shared, { stores, queue, account, slack, files });
  const { joggAccount } = deps;
  const parts = {
    installation,
    stores,
    queue,
    account,
    slack,
    videos,
    joggAccount,
    endInstallation: deps.endInstallation,
    stopping,
  };
  const handleRequest = wireListeners(shared, parts);
  return {
    identity: slack.identity,
    handleRequest,
    run: videos.run,
    quarantineNotice: videos.quarantineNotice,
    webhookOf: account.webhookOf,
    end() {
      ended.abort();
      account.end();
    },
  };
}

/** `shared` with the tenant in every log line. */
function withTenantLog(shared: Shared, tenant: string): Shared {
  return {
    ...shared,
    logEvent: (event, fields) => shared.logEvent(event, { tenant, ...fields }),
  };
}
