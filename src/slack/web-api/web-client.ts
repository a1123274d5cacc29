import type {
  WebClient as Client,
  FetchFunction,
  Logger,
  WebAPICallResult,
  WebClientOptions,
} from '@slack/web-api';
import { LogLevel, WebClient } from './node-slack-sdk.ts';
import { createSendJson, type SendJson } from './send-json.ts';

/** Slack's client logs tokens, scripts and whole answers when it is asked to, so it never is. */
export const SILENT_LOGGER: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
/** How long a call may take. */
const TIMEOUT_MS = 10_000;
/** What people wait for, and what carries blocks. */
const JSON_METHODS: ReadonlySet<string> = new Set([
  'chat.postMessage',
  'chat.update',
  'views.open',
  'views.update',
]);

interface ClientSettings {
  readonly token: string;
  readonly slackApiUrl: string;
  /** `createSlackFetch`: one pool of connections for every client of the process. */
  readonly fetch: FetchFunction;
  /** How long a call may take, in ms; 10 s unless told. */
  readonly timeoutMs?: number;
}

/**
 * Slack's own client for one token: each call is one request, over after 10 s, and a rate limit is
 * an error at once. Its options are its own: `headers` would be shared, and with them the token.
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

/** The options of one client: a new object each time, because Slack's client writes into it. */
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
