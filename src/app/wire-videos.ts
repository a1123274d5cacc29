import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Random } from '../lib/random.ts';
import { inSpan } from '../lib/tracing.ts';
import { personOf } from '../listeners/form/last-choice.ts';
import { createTaskQueue } from '../queue/task-queue.ts';
import { createAuthorizeVideo } from '../videos/authorize-video.ts';
import { createCancelVideo } from '../videos/cancel-video.ts';
import { createFindCandidate } from '../videos/find-candidate.ts';
import { createLineageOf } from '../videos/lineage.ts';
import { createMakeAgain } from '../videos/make-again.ts';
import { createMakeSame } from '../videos/make-same.ts';
import { createMyVideos } from '../videos/my-videos.ts';
import { createReceiveHint } from '../videos/receive-hint.ts';
import { createRecognise } from '../videos/recognise.ts';
import { createRequestVideo } from '../videos/request-video.ts';
import { createRequesterStanding } from '../videos/requester-standing.ts';
import { createResolveUnconfirmed } from '../videos/resolve-unconfirmed.ts';
import { createRunVideo, type RunVideo } from '../videos/run-video.ts';
import { createSayQuarantined } from '../videos/say-quarantined.ts';
import { createShareVideo } from '../videos/share-video.ts';
import type { Stores } from './open-stores.ts';
import type { FileParts } from './wire-files.ts';
import type { JoggParts } from './wire-jogg.ts';
import type { SlackParts } from './wire-slack.ts';

/** How many run at once. Uploading a large file may take minutes, while others go on. */
const LANES = { prompt: 32, poll: 16, file: 16 };
const LEASE_MS = 30_000;

export type VideoParts = ReturnType<typeof wireVideos>;

/** The queue of videos, what runs each of them, and what people can do with one. */
export function wireVideos(deps: {
  readonly stores: Stores;
  readonly jogg: Pick<JoggParts, 'client' | 'postLimiter' | 'registration'>;
  readonly slack: Pick<SlackParts, 'directory' | 'messenger'>;
  readonly files: Pick<FileParts, 'storeFile' | 'prepareAudio'>;
  readonly pollScale: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}) {
  const { stores, jogg, slack, files, clock, random, stopping, logEvent } = deps;
  const { videos: store, unconfirmed, personVideos } = stores;
  const { directory, messenger } = slack;
  const queue = createTaskQueue({
    tasks: stores.state.tasks,
    onNudge: stores.state.onNudge,
    clock,
    random,
    lanes: LANES,
    leaseMs: LEASE_MS,
    logEvent,
    onQuarantine: createSayQuarantined({
      messenger,
      onceKeys: stores.quarantineNotices,
      clock,
      random,
      stopping,
      logEvent,
    }),
  });
  const runVideo = createRunVideo({
    store,
    renderer: jogg.client.renderer,
    messenger,
    storeFile: files.storeFile,
    prepareAudio: files.prepareAudio,
    postLimiter: jogg.postLimiter,
    place: queue.place,
    unconfirmed,
    wake: queue.wake,
    findCandidate: createFindCandidate({ store, unconfirmed, identify: jogg.client.identify }),
    standing: createRequesterStanding(directory),
    rendered: (ms) => stores.renderTimes.add(ms),
    clock,
    random,
    pollScale: deps.pollScale,
    webhook: () => jogg.registration.active(),
    logEvent,
  });
  const run: RunVideo = (id, payload, lease) =>
    inSpan({ name: 'video run', kind: 'own', fields: { video: id, lane: lease.lane ?? '' } }, () =>
      runVideo(id, payload, lease),
    );
  const request = createRequestVideo({
    queue,
    remember: (workspace, user, id) => personVideos.add(personOf(workspace, user), id),
    logEvent,
  });
  const allowed = createAuthorizeVideo({ store, logEvent });
  return {
    queue,
    run,
    receiveHint: createReceiveHint({ store, unconfirmed, queue }),
    request,
    allowed,
    recognise: createRecognise(directory),
    lineageOf: createLineageOf({ allowed }),
    cancel: createCancelVideo({ store, queue }),
    makeAgain: createMakeAgain({ request }),
    makeSame: createMakeSame({ request }),
    myVideos: createMyVideos({
      store,
      ids: ({ workspace, user }) => personVideos.list(personOf(workspace, user)),
      logEvent,
    }),
    resolveUnconfirmed: createResolveUnconfirmed({ store, queue }),
    share: createShareVideo({ post: messenger.share, onceKeys: stores.shares }),
  };
}
