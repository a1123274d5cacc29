import { App, type AppOptions, type Receiver } from '@slack/bolt';
import type { FetchFunction } from '@slack/web-api';
import { SILENT, webClientOptions } from '../slack/web-api/web-client.ts';

/** Bolt over a receiver, for one workspace's token. What a listener throws goes to the receiver. */
export function createSlackApp(ask: {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly apiUrl: string;
  readonly fetch: FetchFunction;
  /** The token's identity, as far as it is known. */
  readonly known: () => { botId?: string; botUserId?: string; teamId?: string };
}): App {
  const app = new App({
    receiver: ask.receiver,
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
