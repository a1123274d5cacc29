import type { FetchFunction, Logger, WebClientOptions } from '@slack/web-api';
import { LogLevel, WebClient } from './node-slack-sdk.ts';

/** Slack's client logs tokens, scripts and whole answers when it is asked to, so it never is. */
export const SILENT: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
/** How long a call may take. */
export const WITHIN_MS = 10_000;

/**
 * Slack's own client for one token: each call is one request, over after 10 s, and a rate limit is
 * an error at once. Its options are its own: `headers` would be shared, and with them the token.
 * https://github.com/slackapi/node-slack-sdk/blob/main/packages/web-api/src/WebClient.ts
 */
export function createWebClient(ask: {
  readonly token: string;
  readonly slackApiUrl: string;
  /** `createSlackFetch`: one pool of connections for every client of the process. */
  readonly fetch: FetchFunction;
  /** How long a call may take, in ms; 10 s unless told. */
  readonly timeoutMs?: number;
}): InstanceType<typeof WebClient> {
  const { token, slackApiUrl, fetch, timeoutMs } = ask;
  return new TextClient(token, {
    ...webClientOptions(slackApiUrl, fetch),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  });
}

/**
 * Hands what is not text over as JSON, as the client itself would send it: of an object it copies
 * every part and looks for secrets in every key, for a line that nobody logs.
 */
class TextClient extends WebClient {
  override apiCall(
    ...[method, options = {}]: Parameters<InstanceType<typeof WebClient>['apiCall']>
  ) {
    const asText = Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Buffer.isBuffer(value)
        ? JSON.stringify(value)
        : value,
    ]);
    return super.apiCall(method, Object.fromEntries(asText));
  }
}

/** The options of one client: a new object each time, because Slack's client writes into it. */
export function webClientOptions(slackApiUrl: string, fetch: FetchFunction): WebClientOptions {
  return {
    slackApiUrl: webApiRoot(slackApiUrl),
    retryConfig: { retries: 0 },
    timeout: WITHIN_MS,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: SILENT,
    fetch,
  };
}

/** The address to which a method's name is added. */
export function webApiRoot(slackApiUrl: string): string {
  return slackApiUrl.endsWith('/') ? slackApiUrl : `${slackApiUrl}/`;
}
