import { createChanges } from './changes.ts';
import { readManifest } from './manifest.ts';
import { chatMethods } from './methods/chat.ts';
import { conversationMethods } from './methods/conversations.ts';
import { createFiles } from './methods/files.ts';
import { teamMethods } from './methods/team.ts';
import { viewMethods } from './methods/views.ts';
import { createDriver } from './person/driver.ts';
import type { Stage } from './person/stage.ts';
import { threadOf } from './person/thread-text.ts';
import type { Channel, User } from './seed.ts';
import { createControlApi } from './server/control-api.ts';
import { createDeliveries, type Delivery } from './server/delivery.ts';
import { createFaults } from './server/faults.ts';
import { createResponseUrls } from './server/response-urls.ts';
import { createServerOn, type Page } from './server/server.ts';
import { createSocketMode } from './server/socket-mode.ts';
import { createWebApi, type RequestLogEntry } from './server/web-api.ts';
import { createTriggers } from './triggers.ts';
import { createViews } from './views.ts';
import { createWorld, type Message, type Notice } from './world.ts';

export interface SlackSandboxOptions {
  /** The app's manifest: an object, or the path of a YAML or JSON file. */
  readonly manifest: unknown;
  readonly botToken: string;
  readonly appToken?: string;
  readonly signingSecret: string;
  /** The app's `/slack/events`, whole; not needed in Socket Mode. */
  readonly appUrl?: string;
  readonly port?: number;
  /** All bot scopes of the manifest, optional ones included, unless told. */
  readonly grantedScopes?: readonly string[];
  /** The workspace is one of an organisation of Enterprise Grid, with a sibling beside it. */
  readonly grid?: boolean;
  readonly now?: () => number;
  /** New messages stay invisible to `conversations.*` reads for so long. */
  readonly readLagMs?: number;
  /** How long an acknowledgement may take; Slack's 3000 unless told. */
  readonly ackTimeoutMs?: number;
  /** How long a trigger id is good for; Slack's 3000 unless told. */
  readonly triggerMs?: number;
}

export type SlackSandbox = ReturnType<typeof createSlackSandbox>;

/** Makes a strict stand-in for Slack; nothing listens before `start`. */
export function createSlackSandbox(options: SlackSandboxOptions) {
  const { now = Date.now, triggerMs = 3000, grid = false } = options;
  const manifest = readManifest(options.manifest);
  const botName = manifest.features.bot_user?.display_name ?? manifest.display_information.name;
  const { app_home: home } = manifest.features;
  const { bot, bot_optional } = manifest.oauth_config.scopes;
  const ending = new AbortController();
  const changes = createChanges();
  const changed = () => changes.changed();
  let base = '';
  let page: Page | undefined;
  let readLagMs = options.readLagMs ?? 0;
  const url = () => base;

  const scopes = options.grantedScopes ?? [...new Set([...bot, ...bot_optional])];
  const world = createWorld({ botName, scopes, grid, now, changes });
  const views = createViews({ changed });
  const triggers = createTriggers(now, triggerMs);
  const faults = createFaults();
  const files = createFiles({ world, url });
  const responseUrls = createResponseUrls({ world, url, now, changed });
  const socketMode = createSocketMode({ url, changed });
  const deliveries = createDeliveries({
    socketMode,
    signingSecret: options.signingSecret,
    appUrl: options.appUrl,
    ackTimeoutMs: options.ackTimeoutMs ?? 3000,
    now,
    changes,
  });
  const messagesTab = home.messages_tab_enabled;
  const methods = new Map(
    Object.entries({
      ...teamMethods({ world, botName, grid }),
      ...chatMethods({ world, url, messagesTab, changed }),
      ...conversationMethods({ world, now, changed, readLagMs: () => readLagMs }),
      ...viewMethods({ world, views, triggers, homeTab: home.home_tab_enabled }),
      ...files.methods,
      'apps.connections.open': socketMode.method,
    }),
  );
  const { botToken, appToken } = options;
  const webApi = createWebApi({ methods, world, faults, changes, botToken, appToken, now });
  const kept = { world, views, triggers, responseUrls, deliveries, changes };
  const stage: Stage = { manifest, ...kept, now, triggerMs, signal: ending.signal };
  const control = createControlApi({ stage, log: webApi.log });
  const server = createServerOn({
    ...{ webApi: webApi.handle, control, files, responseUrls, socketMode, faults },
    page: () => page,
  });

  return {
    driver: createDriver(stage),
    log: webApi.log as readonly RequestLogEntry[],
    deliveries: deliveries.list as readonly Delivery[],
    responses: responseUrls.log,
    channels: world.channels as readonly Channel[],
    users: world.users as readonly User[],
    notices: world.notices as readonly Notice[],
    /** What was granted; may be changed at any time. */
    scopes: world.scopes,
    ...{ views, socketMode },
    messages: (channel: string): readonly Message[] => world.messages(channel),
    thread: (channel: string, ts: string): readonly Message[] => threadOf(world, channel, ts),
    setAppUrl: deliveries.setAppUrl,
    /** Serves the GET paths that are not the sandbox's own. */
    setPage(handler: Page): void {
      page = handler;
    },
    /** Trouble for the next matching Web API calls. */
    fault: faults.add,
    clearFaults: faults.clear,
    setReadLag(ms: number): void {
      readLagMs = ms;
    },
    /** Listens on loopback. `apiUrl` is what `SLACK_API_URL` takes. */
    async start(): Promise<{ url: string; apiUrl: string }> {
      base = await server.listen(options.port ?? 0);
      return { url: base, apiUrl: `${base}/api/` };
    },
    async stop(): Promise<void> {
      ending.abort();
      await server.close();
    },
  };
}
