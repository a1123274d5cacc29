import { personKey } from '../domain/choices.ts';
import { inSpan } from '../lib/tracing.ts';
import { createAccessResolver } from '../videos/access-resolver.ts';
import { createAuthorizeVideo } from '../videos/authorize-video.ts';
import { createCancelVideo } from '../videos/cancel-video.ts';
import { createLineageOf } from '../videos/lineage.ts';
import { createMyVideos } from '../videos/my-videos.ts';
import { createRepeatVideo } from '../videos/repeat-video.ts';
import { createRequestVideo } from '../videos/request-video.ts';
import { createResolveUnconfirmed } from '../videos/resolve-unconfirmed.ts';
import { createRetryVideo } from '../videos/retry-video.ts';
import { createQuarantineNotice } from '../videos/run/quarantine-notice.ts';
import { createRequesterMembership } from '../videos/run/requester-membership.ts';
import { createRunVideo, type RunVideo } from '../videos/run/run-video.ts';
import { createShareVideo } from '../videos/share-video.ts';
import type { Shared } from './open-shared.ts';
import type { TenantAccount } from './tenant-account.ts';
import type { TenantStores } from './tenant-stores.ts';
import type { FileParts } from './wire-files.ts';
import type { queueOf } from './wire-queue.ts';
import type { SlackParts } from './wire-slack.ts';

export type VideoParts = ReturnType<typeof wireVideos>;

/** Runs a tenant's videos, and the use cases for its people. */
export function wireVideos(
  { config, renderTimes, clock, random, logEvent }: Shared,
  deps: {
    readonly stores: TenantStores;
    readonly queue: ReturnType<typeof queueOf>;
    readonly account: TenantAccount;
    readonly slack: Pick<SlackParts, 'directory' | 'messenger'>;
    readonly files: FileParts;
  },
) {
  const { stores, queue, account, slack, files } = deps;
  const { videos: store, personVideos } = stores;
  const { directory, messenger } = slack;
  const runVideo = createRunVideo({
    store,
    projects: account.projects,
    renderer: account.renderer,
    messenger,
    storeFile: files.storeFile,
    prepareAudio: files.prepareAudio,
    postLimiter: account.postLimiter,
    queuePosition: queue.position,
    unconfirmed: account.unconfirmed,
    wake: queue.wake,
    findCandidate: account.findCandidate,
    requesterMembership: createRequesterMembership(directory),
    renders: account.renders.recent,
    recordRender: async (render) => {
      await renderTimes.add(render.byMs);
      await account.renders.add(render);
    },
    clock,
    random,
    pollScale: config.pollIntervalScale,
    webhook: () => account.registration.active(),
    logEvent,
  });
  const run: RunVideo = (id, payload, lease) =>
    inSpan({ name: 'video run', kind: 'own', fields: { video: id, lane: lease.lane ?? '' } }, () =>
      runVideo(id, payload, lease),
    );
  const request = createRequestVideo({
    queue,
    remember: (workspace, user, id) => personVideos.add(personKey(workspace, user), id),
    logEvent,
  });
  const authorize = createAuthorizeVideo({ store, logEvent });
  return {
    run,
    quarantineNotice: createQuarantineNotice({
      messenger,
      onceKeys: stores.quarantineNotices,
      logEvent,
    }),
    request,
    authorize,
    accessResolver: createAccessResolver(directory),
    lineageOf: createLineageOf({ authorize }),
    cancel: createCancelVideo({ store, queue }),
    retryVideo: createRetryVideo({ request }),
    repeatVideo: createRepeatVideo({ request }),
    myVideos: createMyVideos({
      store,
      ids: ({ workspace, user }) => personVideos.list(personKey(workspace, user)),
      logEvent,
    }),
    resolveUnconfirmed: createResolveUnconfirmed({
      store,
      projects: account.projects,
      queue,
    }),
    share: createShareVideo({ post: messenger.share, store, clock, onceKeys: stores.shares }),
  };
}
