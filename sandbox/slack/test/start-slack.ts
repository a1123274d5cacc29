import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, LogLevel, type ViewOutput } from '@slack/bolt';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { slackTimeouts } from '../../time-limit.ts';
import { createSlackSandbox, type SlackSandbox, type SlackSandboxOptions } from '../sandbox.ts';

export const BOT_TOKEN = 'xoxb-sandbox';
export const APP_TOKEN = 'xapp-sandbox';
export const SIGNING_SECRET = 'sandbox-signing-secret';

export const MANIFEST = {
  display_information: { name: 'Jogg' },
  features: {
    bot_user: { display_name: 'Jogg' },
    app_home: {
      ...{ home_tab_enabled: true, messages_tab_enabled: true },
      messages_tab_read_only_enabled: true,
    },
    slash_commands: [{ command: '/jogg', description: 'Make a video', should_escape: false }],
    shortcuts: [
      { name: 'Make a video', type: 'message', callback_id: 'from_message', description: 'd' },
      { name: 'Make a video', type: 'global', callback_id: 'anywhere', description: 'd' },
    ],
  },
  oauth_config: {
    scopes: {
      bot: ['commands', 'chat:write', 'files:write', 'users:read', 'channels:history'],
      bot_optional: ['files:write'],
    },
  },
  settings: {
    interactivity: { is_enabled: true },
    event_subscriptions: { bot_events: ['app_home_opened', 'app_uninstalled', 'tokens_revoked'] },
  },
};

const nothing = () => {};
const SILENT: Logger = {
  ...{ debug: nothing, info: nothing, warn: nothing, error: nothing },
  ...{ setLevel: nothing, setName: nothing, getLevel: () => LogLevel.ERROR },
};
const CLIENT: WebClientOptions = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
/** A client without retries and output. */
export const QUIET_CLIENT: WebClientOptions = { ...CLIENT, logger: SILENT };

/** An answer of the Web API, or what arrived instead. */
type Answer = { ok?: boolean; error?: string; ts?: unknown };
/** A running sandbox and a plain client, until the end of the test's scope. */
export async function sandboxWith(options: Partial<SlackSandboxOptions> = {}) {
  const slack = createSlackSandbox({
    ...{ manifest: MANIFEST, botToken: BOT_TOKEN, appToken: APP_TOKEN },
    ...{ signingSecret: SIGNING_SECRET, ackTimeoutMs: slackTimeouts().ackTimeoutMs, ...options },
  });
  const { url, apiUrl } = await slack.start();
  const client = new WebClient(BOT_TOKEN, { slackApiUrl: apiUrl, ...QUIET_CLIENT });
  return {
    ...{ slack, url, apiUrl, client },
    /** The answer to a call, even if it is not `ok`. */
    call: (method: string, args: Record<string, unknown> = {}): Promise<Answer> =>
      client
        .apiCall(method, args)
        .catch((error: Answer & { data?: Answer }) => error.data ?? error),
    [Symbol.asyncDispose]: () => slack.stop(),
  };
}

/** An answer of a test app: a body to send with 200, or undefined if the test answers itself. */
export type Reply = (
  payload: Record<string, unknown>,
  response: ServerResponse,
  request: IncomingMessage,
) => unknown;

/** A minimal HTTP app whose answers the test gives; `undefined` means the test answers itself. */
export async function bareApp(slack: SlackSandbox, reply: Reply) {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const answer = await reply(payloadOf(request, Buffer.concat(parts)), response, request);
    if (answer === undefined || response.headersSent) return;
    const isText = typeof answer === 'string';
    response.setHeader('content-type', isText ? 'text/plain' : 'application/json');
    response.end(isText ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack.setAppUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  return {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function payloadOf(request: IncomingMessage, body: Buffer): Record<string, unknown> {
  if (request.headers['content-type'] === 'application/json') return JSON.parse(body.toString());
  const form = Object.fromEntries(new URLSearchParams(body.toString()));
  return form['payload'] === undefined ? form : JSON.parse(form['payload']);
}

const words = (text: string) => ({ type: 'plain_text', text });
const input = (id: string, label: string, element: object) => ({
  ...{ type: 'input', block_id: id, label: words(label) },
  element: { action_id: id, ...element },
});

/** The form of the tests, with every kind of field. */
export const FORM = {
  ...{ type: 'modal', callback_id: 'create_video' },
  ...{ title: words('Make a video'), submit: words('Make it') },
  blocks: [
    input('script', 'Script', {
      ...{ type: 'plain_text_input', multiline: true, max_length: 3000 },
    }),
    input('avatar', 'Avatar', { type: 'external_select', min_query_length: 0 }),
  ],
};

/** A small app: a form on `/jogg`, suggestions, and a card with the input. */
export function appWithForm({ slack, call }: Awaited<ReturnType<typeof sandboxWith>>) {
  const options = [{ text: words('Ann'), value: 'public:81' }];
  return bareApp(slack, async ({ type, trigger_id, channel_id, view }) => {
    if (type === 'block_suggestion') return { options };
    if (type !== 'view_submission') {
      const private_metadata = channel_id;
      await call('views.open', { trigger_id, view: { ...FORM, private_metadata } });
      return '';
    }
    const { private_metadata: channel, state } = view as Submitted;
    const script = state.values['script']?.['script']?.value;
    if (script === 'forbidden')
      return { response_action: 'errors', errors: { script: 'Not that word' } };
    const avatar = state.values['avatar']?.['avatar']?.selected_option?.value;
    await call('chat.postMessage', { channel, text: `${script} by ${avatar}` });
    return '';
  });
}
interface Submitted {
  private_metadata: string;
  state: ViewOutput['state'];
}
