import { App, type AppOptions, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { errorFields, type Note } from '../lib/log.ts';
import { SILENT, webClientOptions } from '../slack/web-client.ts';

/** Slack's requests over a connection of our own, where no public address is to be had. */
export function createSocketReceiver(ask: {
  readonly appToken: string;
  readonly apiUrl: string;
  readonly note: Note;
}): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken: ask.appToken,
    logger: SILENT,
    installerOptions: { clientOptions: { slackApiUrl: ask.apiUrl } },
    processEventErrorHandler: async ({ error }) => {
      ask.note('slack_listener_failed', errorFields(error));
      return false;
    },
  });
}

/** Bolt over a receiver, for one workspace's token. What a listener throws goes to the receiver. */
export function createSlackApp(ask: {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly apiUrl: string;
  /** Who the token is, as far as it is known. */
  readonly known: () => { botId?: string; botUserId?: string; teamId?: string };
}): App {
  const app = new App({
    receiver: ask.receiver,
    authorize: async () => ({ botToken: ask.botToken, ...ask.known() }),
    clientOptions: webClientOptions(ask.apiUrl),
    convoStore: false,
    logger: SILENT,
  } satisfies AppOptions);
  app.error(async (error) => {
    throw error;
  });
  return app;
}
