import type {
  WebClient as Client,
  FetchFunction,
  Logger,
  WebAPICallResult,
  WebClientOptions,
} from '@slack/web-api';
import { LogLevel, WebClient } from './node-slack-sdk.ts';
import { createSendJson, type SendJson } from './send-json.ts';

/** Silences Slack's client, which would log tokens, scripts and whole answers. */
export const SILENT_LOGGER: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
/** The timeout of a call. */
const TIMEOUT_MS = 10_000;
/** The methods that people wait for, and those that carry blocks. */
const JSON_METHODS: ReadonlySet<string> = new Set([
  'chat.postMessage',
  'chat.update',
  'views.open',
  'views.update',
]);

interface ClientSettings {
  readonly token: string;
  readonly slackApiUrl: string;
  /** From `createSlackFetch`, so that all clients share one connection pool. */
  readonly fetch: FetchFunction;
  /** The timeout of a call, in ms; 10 s by default. */
  readonly timeoutMs?: number;
}

/**
 * Slack's client for one token. Each call makes one request, ends after 10 s, and reports a rate
 * limit at once as an error. Clients share no options: shared `headers` would also share the token.
 * https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts
 */
export function createWebClient(settings: ClientSettings): Client {
  return new JsonClient(settings);
}

class JsonClient extends WebClient {
  readonly #sendJson: SendJson;

  constructor({ token, slackApiUrl, fetch, timeoutMs = TIMEOUT_MS }: ClientSettings) {
    super(token, { ...webClientOptions(slackApiUrl, fetch), timeout: timeoutMs });
    this.#sendJson = createSendJson({ token, baseUrl: webApiRoot(slackApiUrl), fetch, timeoutMs });
  }

  override async apiCall(...[method, args = {}]: Parameters<Client['apiCall']>) {
    const result: WebAPICallResult = JSON_METHODS.has(method)
      ? await this.#sendJson(method, args)
      : await super.apiCall(method, args);
    return result;
  }
}

/**
 * The options of one client. Returns a new object each time, because Slack's client modifies it.
 */
export function webClientOptions(slackApiUrl: string, fetch: FetchFunction): WebClientOptions {
  return {
    slackApiUrl: webApiRoot(slackApiUrl),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT_MS,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: SILENT_LOGGER,
    fetch,
  };
}

function webApiRoot(slackApiUrl: string): string {
  return slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`;
}
