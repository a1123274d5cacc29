import type { WebClient } from '@slack/web-api';
import type { Config } from '../config/config.ts';
import type { RateLimiter, Renderer } from '../domain/ports.ts';
import type { UploadAudio } from '../jogg/upload-audio.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import { createFetchAudio } from '../media/fetch-audio.ts';
import { createFetchVideo } from '../media/fetch-video.ts';
import { MOST_AUDIO_BYTES, MOST_VIDEO_BYTES, openAddresses } from '../media/open-addresses.ts';
import { createSendBytes } from '../media/send-bytes.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { createFileUpload } from '../slack/delivery/file-upload.ts';
import { createSlackFile } from '../slack/delivery/slack-file.ts';
import type { BotIdentity } from '../slack/web-api/bot-identity.ts';
import type { Outbound } from '../slack/web-api/outbound.ts';
import { statePath } from '../store/state-path.ts';
import { createPrepareAudio } from '../videos/prepare-audio.ts';
import { createStoreFile } from '../videos/store-file.ts';

/** Puts together how videos come into Slack as files, and how recordings come to Jogg. */
export function createFiles(deps: {
  readonly config: Config;
  readonly proxies: Proxies;
  readonly slackClient: WebClient;
  readonly identity: BotIdentity;
  readonly outbound: Outbound;
  readonly uploadAudio: UploadAudio;
  readonly poll: Renderer['poll'];
  readonly postLimiter: RateLimiter;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}) {
  const { config, proxies, slackClient, identity, clock, stopping, logEvent } = deps;
  const files = createTempFiles(tempFolders(statePath(config.stateUrl)));
  const addresses = openAddresses({
    videoHosts: config.videoHosts,
    joggApiUrl: config.jogg.apiUrl,
    proxies,
    logEvent,
  });
  const storeFile = createStoreFile({
    fetchVideo: createFetchVideo({
      open: addresses.video,
      files,
      maxBytes: MOST_VIDEO_BYTES,
      logEvent,
    }),
    upload: createFileUpload({
      clientFor: async () => slackClient,
      mayUpload: async () => identity.can('files:write'),
      send: createSendBytes({ proxies, logEvent }),
      plainHttp: config.slack.apiUrl.startsWith('http:'),
      outbound: deps.outbound,
    }),
    poll: deps.poll,
    clock,
    stopping,
  });
  const prepareAudio = createPrepareAudio({
    slackFile: createSlackFile({
      ...config.slack,
      proxies,
      client: slackClient,
      now: () => clock.now(),
    }),
    address: createFetchAudio({
      open: addresses.audio,
      maxBytes: MOST_AUDIO_BYTES,
      clock,
      stopping,
    }),
    uploadAudio: deps.uploadAudio,
    postLimiter: deps.postLimiter,
  });
  return { storeFile, prepareAudio, sweep: files.sweep };
}
