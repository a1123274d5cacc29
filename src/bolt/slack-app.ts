import type { AppOptions, App as BoltApp, Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { SILENT, webClientOptions } from '../slack/web-api/web-client.ts';
import { App } from './bolt-app.ts';

/** Requests are handed to `processEvent`: what receives them serves many apps. */
const NO_RECEIVER: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

/**
 * Bolt for one tenant's token, of which it keeps one client. What a listener throws,
 * `processEvent` throws.
 */
export function createSlackApp(ask: {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  /** The token's identity, as far as it is known. */
  readonly known: () => { botId?: string; botUserId?: string; teamId?: string };
}): BoltApp {
  const app = new App({
    receiver: NO_RECEIVER,
    authorize: async () => ({ botToken: ask.botToken, ...ask.known() }),
    clientOptions: webClientOptions(ask.apiUrl, ask.fetch),
    convoStore: false,
    logger: SILENT,
  } satisfies AppOptions);
  app.error(async (error) => {
    throw error;
  });
  return app;
}
