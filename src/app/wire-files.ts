import type { Config } from '../config/config.ts';
import { MOST_AUDIO_BYTES } from '../domain/audio.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/proxies.ts';
import { createFetchAudio } from '../media/fetch-audio.ts';
import { createFetchVideo } from '../media/fetch-video.ts';
import { MOST_VIDEO_BYTES, openAddresses } from '../media/open-addresses.ts';
import { createSendBytes } from '../media/send-bytes.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import type { AiLabel } from '../slack/copy/ai-label.ts';
import { createFileUpload } from '../slack/delivery/file-upload.ts';
import { createSlackFile } from '../slack/delivery/slack-file.ts';
import { statePath } from '../store/state-path.ts';
import { createPrepareAudio } from '../videos/prepare-audio.ts';
import { createStoreFile } from '../videos/store-file.ts';
import type { JoggParts } from './wire-jogg.ts';
import type { SlackParts } from './wire-slack.ts';

export type FileParts = ReturnType<typeof wireFiles>;

/** How videos get into Slack as files, and how audio gets to Jogg. */
export function wireFiles(deps: {
  readonly config: Config;
  readonly jogg: Pick<JoggParts, 'client' | 'postLimiter'>;
  readonly slack: Pick<SlackParts, 'client' | 'identity' | 'messenger'>;
  readonly label: AiLabel;
  readonly proxies: Proxies;
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly logEvent: LogEvent;
}) {
  const { config, jogg, slack, label, proxies, clock, stopping, logEvent } = deps;
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
      clientFor: async () => slack.client,
      mayUpload: async () => slack.identity.can('files:write'),
      send: createSendBytes({ proxies, logEvent }),
      plainHttp: config.slack.apiUrl.startsWith('http:'),
      outbound: slack.messenger.outbound,
      label,
    }),
    poll: jogg.client.renderer.poll,
    clock,
    stopping,
  });
  const prepareAudio = createPrepareAudio({
    slackFile: createSlackFile({
      client: slack.client,
      botToken: config.slack.botToken,
      apiUrl: config.slack.apiUrl,
      proxies,
      now: () => clock.now(),
    }),
    address: createFetchAudio({
      open: addresses.audio,
      maxBytes: MOST_AUDIO_BYTES,
      clock,
      stopping,
    }),
    uploadAudio: jogg.client.uploadAudio,
    postLimiter: jogg.postLimiter,
  });
  return { storeFile, prepareAudio, sweep: files.sweep };
}
