import { createSlackApp } from '../bolt/slack-app.ts';
import type { SlackRequestHandler } from '../bolt/slack-request.ts';
import type { WorkspaceEventDeps } from '../listeners/entry/workspace-events.ts';
import { createDrafts } from '../listeners/form/drafts.ts';
import { createOpenForms } from '../listeners/form/open-forms.ts';
import { createPresence } from '../listeners/form/presence.ts';
import { suggestions } from '../listeners/form/suggestions.ts';
import type { JoggAccount } from '../listeners/home/jogg-key.ts';
import { type ListenerDeps, registerListeners } from '../listeners/index.ts';
import { createListenerCaches } from '../listeners/listener-caches.ts';
import { createSendView } from '../slack/web-api/send-view.ts';
import type { OpenInstallation } from '../tenancy/installation.ts';
import type { Shared } from './open-shared.ts';
import type { TenantAccount } from './tenant-account.ts';
import type { TenantStores } from './tenant-stores.ts';
import type { queueOf } from './wire-queue.ts';
import type { SlackParts } from './wire-slack.ts';
import type { VideoParts } from './wire-videos.ts';

/** A tenant's own Bolt app with all listeners. */
export function wireListeners(
  { config, renderTimes, clock, slackFetch: fetch, label, logEvent }: Shared,
  deps: {
    readonly installation: Pick<OpenInstallation, 'botToken'>;
    readonly stores: TenantStores;
    readonly queue: ReturnType<typeof queueOf>;
    readonly account: Pick<TenantAccount, 'catalogue' | 'balance'>;
    readonly slack: SlackParts;
    readonly videos: VideoParts;
    readonly joggAccount: JoggAccount | null;
    readonly endInstallation: WorkspaceEventDeps['endInstallation'];
    readonly stopping: AbortSignal;
  },
): SlackRequestHandler {
  const {
    installation,
    stores,
    queue,
    account,
    slack,
    videos,
    joggAccount,
    endInstallation,
    stopping,
  } = deps;
  const bolt = createSlackApp({
    botToken: installation.botToken,
    apiUrl: config.slack.apiUrl,
    fetch,
    identity: slack.identity.ids,
  });
  const caches = createListenerCaches({ clock, stopping, logEvent });
  const listenerDeps: ListenerDeps = {
    catalogue: account.catalogue,
    refresh: () => account.catalogue.refresh(),
    balance: account.balance,
    preferences: stores.preferences,
    longScripts: stores.longScripts,
    mentions: stores.mentions,
    usualMs: () => renderTimes.usual(),
    handle: slack.identity.handle,
    endInstallation,
    joggAccount,
    isAdmin: slack.isAdmin,
    request: videos.request,
    authorize: videos.authorize,
    accessResolver: videos.accessResolver,
    lineageOf: videos.lineageOf,
    cancel: videos.cancel,
    retryVideo: videos.retryVideo,
    repeatVideo: videos.repeatVideo,
    sendView: createSendView(slack.client),
    redraw: slack.messenger.edit,
    myVideos: videos.myVideos,
    resolveUnconfirmed: videos.resolveUnconfirmed,
    share: videos.share,
    place: queue.position,
    pictures: caches.pictures,
    forms: createOpenForms({ documents: stores.openForms, logEvent }),
    presence: createPresence({ hasScope: slack.identity.can, clock, logEvent }),
    responseUrls: stores.responseUrls,
    drafts: createDrafts({ documents: stores.drafts, clock, logEvent }),
    locales: caches.locales,
    resolveMentions: caches.resolveMentions,
    permalinkOf: caches.permalinkOf,
    typing: caches.typing,
    sleep: (ms) => clock.sleep(ms, stopping),
    clock,
    label,
    logEvent,
  };
  registerListeners(bolt, listenerDeps);
  const suggest = suggestions(listenerDeps);
  // Bypasses Bolt, which takes longer per key press than the suggestions.
  return (request) =>
    request.body['type'] === 'block_suggestion' ? suggest(request) : bolt.processEvent(request);
}
