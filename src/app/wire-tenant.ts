import type { WorkspaceEventDeps } from '../listeners/entry/workspace-events.ts';
import type { JoggAccount } from '../listeners/home/jogg-key.ts';
import { renewingFetch } from '../slack/web-api/renewing-fetch.ts';
import type { Installed } from '../tenancy/installation.ts';
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
 * The app for one workspace or organization, from what belongs to it alone: nothing in here asks
 * which one it is for.
 */
export function wireTenant(
  all: Shared,
  deps: {
    readonly installed: Installed;
    readonly accounts: Accounts;
    readonly media: Media;
    readonly queue: Pick<VideoQueue, 'add' | 'wake' | 'position'>;
    /** Its Jogg account, for its admins; null where the operator's is the only one. */
    readonly joggAccount: JoggAccount | null;
    /** Ends its installation; null where its token is a setting. */
    readonly ended: WorkspaceEventDeps['endInstallation'];
    /** Another token in place of one that Slack calls expired; null where it is a setting. */
    readonly renewExpired: ((expired: string) => Promise<string | null>) | null;
  },
) {
  const { installed, accounts, media } = deps;
  const { scope } = installed;
  const named = all.isMany ? namedIn(all, installed.id) : all;
  const slackFetch = renewingFetch(all.slackFetch, deps.renewExpired);
  const shared = { ...named, slackFetch };
  const ended = new AbortController();
  const stopping = AbortSignal.any([shared.stopping, ended.signal]);
  const stores = createTenantStores(shared, scope);
  const queue = queueOf(deps.queue, scope);
  const account = wireAccount(shared, accounts, installed);
  const slack = wireSlack(shared, { installed, stores });
  const files = wireFiles(shared, { installed, media, account, slack, stopping });
  const videos = wireVideos(shared, { stores, queue, account, slack, files });
  const { joggAccount } = deps;
  const parts = {
    ...{ installed, stores, queue, account, slack, videos, joggAccount },
    ...{ ended: deps.ended, stopping },
  };
  const hear = wireListeners(shared, parts);
  return {
    identity: slack.identity,
    hear,
    run: videos.run,
    quarantineNotice: videos.quarantineNotice,
    webhookOf: account.webhookOf,
    end() {
      ended.abort();
      account.end();
    },
  };
}

/** `shared`, whose log says whose each line is. */
function namedIn(shared: Shared, tenant: string): Shared {
  return {
    ...shared,
    logEvent: (event, fields) => shared.logEvent(event, { tenant, ...fields }),
  };
}
