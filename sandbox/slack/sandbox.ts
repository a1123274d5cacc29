import { createFaultQueue } from '../fault-queue.ts';
import { createChanges } from './changes.ts';
import { appName, readManifest } from './manifest.ts';
import { createUploads } from './methods/files.ts';
import { createConsent } from './oauth/consent.ts';
import { createInstallations } from './oauth/installations.ts';
import { clientMethods, type OAuthClient } from './oauth/oauth-methods.ts';
import { createGrants } from './one-time-ids.ts';
import { createDriver } from './person/driver.ts';
import { threadOf } from './person/thread-text.ts';
import type { Dict } from './rules/block-kit.ts';
import { type Channel, firstWorkspace, type User, type Workspace } from './seed.ts';
import { createControlApi } from './server/control-api.ts';
import { createDeliveries, type Delivery } from './server/delivery.ts';
import { type FaultSpec, matches } from './server/faults.ts';
import { createServerOn, type Page } from './server/server.ts';
import { createSocketMode } from './server/socket-mode.ts';
import { createWebApi, type RequestLogEntry } from './server/web-api.ts';
import { hostWorkspace, type WorkspaceHost } from './workspace.ts';
import { createWorld, type Message, type Notice } from './world.ts';

export interface SlackSandboxOptions {
  /** The app's manifest: an object, or the path of a YAML or JSON file. */
  readonly manifest: unknown;
  /** The token of the app in the first workspace, which then has it from the start. */
  readonly botToken?: string;
  /** Lets workspaces install the app by the consent page. */
  readonly oauth?: OAuthClient & {
    /** The app's install page, to which the demo's page links. */
    readonly installUrl?: string;
    /** The lifetime of tokens with rotation; the default is Slack's 12 hours. */
    readonly tokenMs?: number;
  };
  readonly workspaces?: readonly Workspace[];
  readonly appToken?: string;
  readonly signingSecret: string;
  /** The full URL of the app's `/slack/events`; not needed in Socket Mode. */
  readonly appUrl?: string;
  readonly port?: number;
  /** With `botToken`; the default is all bot scopes of the manifest, with the optional ones. */
  readonly grantedScopes?: readonly string[];
  /** Puts the only workspace into an Enterprise Grid organization, beside a sibling. */
  readonly grid?: boolean;
  readonly now?: () => number;
  /** For this many ms, `conversations.*` does not find a new message. */
  readonly readLagMs?: number;
  /** The time limit of an acknowledgement; the default is Slack's 3000. */
  readonly ackTimeoutMs?: number;
  /** The lifetime of a trigger id; the default is Slack's 3000. */
  readonly triggerMs?: number;
}

export type SlackSandbox = ReturnType<typeof createSlackSandbox>;

const TOKEN_MS = 12 * 60 * 60_000;

/** Creates a strict fake of Slack; it does not listen before `start`. */
export function createSlackSandbox(options: SlackSandboxOptions) {
  const { now = Date.now, triggerMs = 3000, botToken, appToken, oauth } = options;
  const manifest = readManifest(options.manifest);
  const { bot, bot_optional } = manifest.oauth_config.scopes;
  const stopping = new AbortController();
  const changes = createChanges();
  const changed = () => changes.changed();
  let base = '';
  let page: Page | undefined;
  let readLagMs = options.readLagMs ?? 0;
  const url = () => base;

  const seeds = options.workspaces ?? [firstWorkspace(options.grid)];
  const botName = appName(manifest);
  const worlds = seeds.map((workspace) => createWorld({ workspace, botName, now, changes }));
  const rotates = manifest.settings.token_rotation_enabled;
  const lifeMs = rotates ? (oauth?.tokenMs ?? TOKEN_MS) : null;
  const installations = createInstallations({ worlds, now, lifeMs });
  const [first] = worlds;
  for (const world of worlds) world.install(null);
  if (botToken !== undefined && first !== undefined) {
    const scopes = options.grantedScopes ?? [...bot, ...bot_optional];
    const installer = first.users[0]?.id ?? '';
    installations.install(first.team.id, { scopes, installer, token: botToken });
  }
  const faults = createFaultQueue<FaultSpec>();
  const takeFault = (name: string, args: Dict, by: string | null = null) =>
    faults.take((spec) => matches(spec, name, args, by));
  const uploads = createUploads(url);
  const grants = createGrants(now);
  const socketMode = createSocketMode({ url, changed });
  const deliveries = createDeliveries({
    ...{ socketMode, now, changes, appUrl: options.appUrl },
    ...{ signingSecret: options.signingSecret, ackTimeoutMs: options.ackTimeoutMs ?? 3000 },
  });
  const shared = { manifest, installations, deliveries, changes, uploads, url, now, triggerMs };
  const rest = { readLagMs: () => readLagMs, signal: stopping.signal };
  const workspaces = worlds.map((world) => hostWorkspace(world, { ...shared, ...rest }));
  const [host] = workspaces;
  if (host === undefined) throw new Error('a sandbox needs a workspace');
  const webApi = createWebApi({
    methods: {
      ...clientMethods({ client: oauth, grants, installations, now }),
      'apps.connections.open': socketMode.method,
    },
    ...{ workspaces, host, resolveToken: installations.resolve, takeFault, changes, appToken, now },
  });
  const clients = workspaces.map((each) => each.client);
  const control = createControlApi({ clients, log: webApi.log, installUrl: oauth?.installUrl });
  const canRead = (token: string, by: string): boolean => {
    const { installation, error } = installations.resolve(token) ?? {};
    if (installation === undefined || error) return false;
    const own = installations.worldsOf(installation).map((each) => each.team.id);
    return [installation.id, ...own].includes(by);
  };
  const server = createServerOn({
    ...{ webApi: webApi.handle, control, uploads, canRead, socketMode, takeFault },
    responseUrls: (key) =>
      (workspaces.find((each) => each.responseUrls.has(key)) ?? host).responseUrls,
    oauth: createConsent({ manifest, client: oauth, grants, installations, worlds }),
    // https://docs.slack.dev/interactivity/deep-linking
    appRedirect: async (_rest, request, response) => {
      const team = new URL(request.url ?? '', base).searchParams.get('team');
      const world = worlds.find((each) => each.team.id === team) ?? first;
      response.writeHead(302, { location: `/#${world?.users[0]?.id}` }).end();
    },
    page: () => page,
  });

  return Object.assign(workspaceApi(host), {
    log: webApi.log as readonly RequestLogEntry[],
    deliveries: deliveries.list as readonly Delivery[],
    socketMode,
    /** One workspace's people, conversations and driver; the sandbox's own are the first's. */
    workspace(id: string) {
      const found = workspaces.find((each) => each.world.team.id === id);
      if (found === undefined) throw new Error(`no workspace ${id}`);
      return workspaceApi(found);
    },
    setAppUrl: deliveries.setAppUrl,
    setPage(handler: Page): void {
      page = handler;
    },
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
      stopping.abort();
      await server.close();
    },
  });
}

/** What tests read and do in one workspace. */
function workspaceApi({ world, client, responseUrls }: WorkspaceHost) {
  return {
    driver: createDriver(client),
    responses: responseUrls.log,
    channels: world.channels as readonly Channel[],
    users: world.users as readonly User[],
    notices: world.notices as readonly Notice[],
    views: client.views,
    installed: world.installed,
    get scopes() {
      return world.installed()?.scopes ?? new Set<string>();
    },
    messages: (channel: string): readonly Message[] => world.messages(channel),
    thread: (channel: string, ts: string): readonly Message[] => threadOf(world, channel, ts),
  };
}
