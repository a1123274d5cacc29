import { MAX_AUDIO_BYTES } from '../domain/audio.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import { createSafeDownload, type OpenUrl } from './safe-download.ts';
import { systemConnector, systemResolve } from './system-connector.ts';
import { plainHttpHostOf } from './url-rules.ts';

/** Most videos have 1 to 50 MB. For a larger one, people get a link. */
export const MAX_VIDEO_BYTES = 200_000_000;

/** The downloads of untrusted URLs: Jogg's results, and recordings whose URL a person typed. */
export function createDownloads(deps: {
  readonly joggApiUrl: string;
  readonly videoHosts: readonly string[];
  readonly proxies: Proxies;
  readonly logEvent: LogEvent;
}): { readonly video: OpenUrl; readonly audio: OpenUrl } {
  const network = {
    plainHttpHost: plainHttpHostOf(deps.joggApiUrl),
    resolve: systemResolve,
    connector: systemConnector(deps.proxies),
    logEvent: deps.logEvent,
  };
  return {
    video: createSafeDownload({
      ...network,
      allowedHosts: deps.videoHosts,
      accept: 'video/mp4',
      maxBytes: MAX_VIDEO_BYTES,
      totalMs: 100_000,
      idleMs: 15_000,
    }),
    audio: createSafeDownload({
      ...network,
      allowedHosts: ['*'],
      accept: 'audio/*',
      maxBytes: MAX_AUDIO_BYTES,
      totalMs: 60_000,
      idleMs: 10_000,
    }),
  };
}
