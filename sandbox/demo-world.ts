import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestFor } from '../deploy/manifest/flavour.ts';
import { appEnv, SANDBOX_CLIENT, SANDBOX_KEYS } from './app-env.ts';
import { type AppEvents, createAppProcess } from './app-process.ts';
import { freePort } from './free-port.ts';
import { createJoggSandbox } from './jogg/jogg-sandbox.ts';
import { createPage } from './page/serve-page.ts';
import { createSlackSandbox } from './slack/sandbox.ts';
import { firstWorkspace, GLOBEX_EUROPE, NORTHWIND } from './slack/seed.ts';
import { slackTimeouts } from './time-limit.ts';

const MANIFEST = fileURLToPath(new URL('../manifest.yml', import.meta.url));
const MAX_LOG_ENTRIES = 200;
/** The app renews a token with two hours left: so it can be seen, half a minute after the last. */
const TOKEN_MS = 2 * 60 * 60_000 + 30_000;

/** The app with its stand-ins; `lists` resolves when it has Jogg's avatars and voices. */
export type DemoWorld = Awaited<ReturnType<typeof startDemoWorld>>;

/** Starts stand-ins and app with a fresh state. Rejects when the app dies at its start. */
export async function startDemoWorld(
  options: AppEvents & {
    /** The environment around: the app gets little of it. */
    readonly parentEnv: Readonly<Record<string, string | undefined>>;
    readonly socket: boolean;
    readonly webhook: boolean;
    /** Three workspaces, none of which has the app yet, instead of one that has it. */
    readonly workspaces?: boolean;
    readonly port: number;
    readonly renderMs: number | readonly [number, number];
    readonly pollScale: number;
  },
) {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-demo-'));
  const port = await freePort();
  const jogg = createJoggSandbox({
    apiKeys: [SANDBOX_KEYS.joggApiKey, SANDBOX_KEYS.ownJoggApiKey],
    renderMs: options.renderMs,
    webhookRetryMs: 1_000,
  });
  const appUrl = `http://127.0.0.1:${port}`;
  const { workspaces = false, socket } = options;
  /** Where the app begins to be installed; null where there is one workspace, which has it. */
  const installUrl = workspaces ? `${appUrl}/slack/install` : null;
  const { botToken, ...keys } = SANDBOX_KEYS;
  const slack = createSlackSandbox({
    ...keys,
    ...slackTimeouts(),
    port: options.port,
    ...(socket ? {} : { appUrl: `${appUrl}/slack/events` }),
    ...(installUrl === null
      ? { manifest: MANIFEST, botToken }
      : {
          manifest: manifestFor(readFileSync(MANIFEST, 'utf8'), {
            ...{ url: appUrl, workspaces, socket, rotation: true },
          }),
          oauth: { ...SANDBOX_CLIENT, installUrl, tokenMs: TOKEN_MS },
          workspaces: [firstWorkspace(), NORTHWIND, GLOBEX_EUROPE],
        }),
  });
  const last = <Entry>(log: readonly Entry[]) => log.slice(-MAX_LOG_ENTRIES);
  const joggLog = () => ({ requests: last(jogg.log), deliveries: last(jogg.deliveries) });
  slack.setPage(createPage({ joggLog }));
  const { url: joggUrl } = await jogg.start();
  const { url, apiUrl: slackApiUrl } = await slack.start();
  const stateFile = join(folder, 'state.sqlite');
  const sealingKey = workspaces ? randomBytes(32).toString('base64') : undefined;
  const env = appEnv({ ...options, slackApiUrl, joggUrl, port, stateFile, sealingKey });
  const lists = Promise.withResolvers<void>();
  const onLine = (line: string) => {
    if (line.includes('"event":"catalogue_refreshed"')) lists.resolve();
    options.onLine(line);
  };
  const app = createAppProcess({ ...options, env, folder, onLine });
  let stopped: Promise<void> | undefined;
  /** Stops the app and both stand-ins and removes the state; safe to call twice. */
  const stop = () => {
    stopped ??= app
      .stop()
      .then(() => Promise.all([slack.stop(), jogg.stop()]))
      .then(() => rmSync(folder, { recursive: true, force: true }));
    return stopped;
  };
  try {
    await app.start();
  } catch (error) {
    await stop();
    throw error;
  }
  return { slack, jogg, app, lists: lists.promise, env, stateFile, url, installUrl, stop };
}
