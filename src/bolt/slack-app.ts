import type { AppOptions, App as BoltApp, Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { SILENT_LOGGER, webClientOptions } from '../slack/web-api/web-client.ts';
import { App } from './bolt-app.ts';

/** Bolt requires a receiver; requests reach the app by `processEvent` instead. */
const NO_RECEIVER: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

/**
 * A Bolt app for one tenant's token, with one web client. `processEvent` rejects with any error
 * that a listener throws.
 */
export function createSlackApp(options: {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  /** The identity behind the token, as far as it is known. */
  readonly identity: () => { botId?: string; botUserId?: string; teamId?: string };
}): BoltApp {
  const app = new App({
    receiver: NO_RECEIVER,
    authorize: async () => ({ botToken: options.botToken, ...options.identity() }),
    clientOptions: webClientOptions(options.apiUrl, options.fetch),
    convoStore: false,
    logger: SILENT_LOGGER,
  } satisfies AppOptions);
  app.error(async (error) => {
    throw error;
  });
  return app;
}
