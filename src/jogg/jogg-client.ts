import type { Holds, Identify, Library, Renderer, Throttle } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { InstrumentCall } from '../lib/instrumented-call.ts';
import type { LogEvent } from '../lib/log.ts';
import type { Proxies } from '../lib/network/proxies.ts';
import type { Random } from '../lib/random.ts';
import type { Account, EndpointApi } from './api/adapter-contract.ts';
import { createJoggDispatcher } from './http/jogg-dispatcher.ts';
import { createKeyGuard } from './http/key-guard.ts';
import { createTransport, JOGG_TIMEOUTS } from './http/transport.ts';
import { createIdentify } from './identify.ts';
import { createLibrary } from './library.ts';
import { createRenderer } from './renderer.ts';
import { createLinkReader } from './schema/links.ts';
import { createUploadAudio, type UploadAudio } from './upload-audio.ts';
import { createV1 } from './v1/adapter.ts';
import { createUpload as uploadV1 } from './v1/upload.ts';
import { createV2 } from './v2/adapter.ts';
import { createUpload as uploadV2 } from './v2/upload.ts';
import { createEndpoints } from './webhook/endpoints.ts';
import { VIDEO_EVENTS } from './webhook/webhook-event.ts';

/** The timeout of an upload of at most 20 MB to Jogg's storage. */
const PUT_MS = 120_000;
/**
 * Our own limit on GETs; Jogg documents none. The burst covers the lists of a new account, about 16
 * pages. https://docs.jogg.ai/api-reference/v2/QuickStart/RateLimits
 */
export const GET_RATE = { gapMs: 200, burst: 20 };

export interface Jogg {
  readonly renderer: Renderer;
  readonly identify: Identify;
  readonly library: Library;
  readonly endpoints: EndpointApi;
  readonly uploadAudio: UploadAudio;
  /**
   * The account of the key. Proves that the key is valid.
   * @throws {JoggError}
   */
  account(): Promise<Account>;
  /**
   * The account's remaining credits; null if the API version does not provide them.
   * @throws {JoggError}
   */
  quota(): Promise<number | null>;
  /** The webhook events for the end of a render. */
  readonly events: readonly string[];
}

/**
 * Creates a client for one API key. New videos use `version`; a running video uses the version that
 * started it.
 * @throws {TypeError} if the key cannot be sent in a header or the URL is invalid.
 */
export function createJogg(deps: {
  readonly apiKey: string;
  readonly apiUrl: string;
  readonly version: 'v1' | 'v2';
  readonly clock: Clock;
  readonly random: Random;
  readonly throttleGet: Throttle;
  readonly holds: Holds;
  readonly logEvent: LogEvent;
  readonly proxies: Proxies;
  readonly instrument?: InstrumentCall;
}): Jogg {
  const { apiUrl: baseUrl, version, logEvent } = deps;
  const freshDispatcher = () => createJoggDispatcher(deps.proxies);
  const dispatcher = freshDispatcher();
  const unguarded = createTransport({
    ...deps,
    baseUrl,
    dispatcher,
    freshDispatcher,
    timeouts: JOGG_TIMEOUTS,
  });
  const transport = createKeyGuard(unguarded, deps);
  const adapterDeps = { transport, link: createLinkReader(baseUrl), logEvent };
  const uploadDeps = { transport, link: adapterDeps.link, dispatcher, putMs: PUT_MS };
  const uploads = { v1: uploadV1(uploadDeps), v2: uploadV2(uploadDeps) };
  const adapters = { v1: createV1(adapterDeps), v2: createV2(adapterDeps) };
  return {
    renderer: createRenderer({ adapters, version, logEvent }),
    identify: createIdentify({ adapters, version, logEvent }),
    library: createLibrary({ adapter: adapters[version], logEvent }),
    uploadAudio: createUploadAudio({ upload: uploads[version], logEvent }),
    endpoints: createEndpoints(version, { transport, logEvent }),
    account: () => adapters[version].account(),
    quota: () => adapters[version].quota(),
    events: VIDEO_EVENTS[version],
  };
}
