import { MAX_AUDIO_BYTES } from '../domain/audio.ts';
import { createDownloads, MAX_VIDEO_BYTES } from '../media/downloads.ts';
import { createFetchAudio } from '../media/fetch-audio.ts';
import { createFetchVideo } from '../media/fetch-video.ts';
import { createSendBytes } from '../media/send-bytes.ts';
import { createTempFiles, tempFolders } from '../media/temp-files.ts';
import { createSlackFiles } from '../slack/delivery/slack-file.ts';
import { statePath } from '../store/state-path.ts';
import type { Shared } from './open-shared.ts';

export type Media = ReturnType<typeof wireMedia>;

/** Downloads and uploads, shared by all tenants. */
export function wireMedia({ config, proxies, clock, stopping, logEvent }: Shared) {
  const files = createTempFiles(tempFolders(statePath(config.stateUrl)));
  const addresses = createDownloads({
    videoHosts: config.videoHosts,
    joggApiUrl: config.jogg.apiUrl,
    proxies,
    logEvent,
  });
  return {
    sweep: files.sweep,
    fetchVideo: createFetchVideo({
      open: addresses.video,
      files,
      maxBytes: MAX_VIDEO_BYTES,
      logEvent,
    }),
    fetchAudio: createFetchAudio({
      open: addresses.audio,
      maxBytes: MAX_AUDIO_BYTES,
      clock,
      stopping,
    }),
    slackFile: createSlackFiles({
      apiUrl: config.slack.apiUrl,
      proxies,
      now: () => clock.now(),
    }),
    send: createSendBytes({ proxies, logEvent }),
  };
}
