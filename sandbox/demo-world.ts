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
/** The app renews tokens two hours before they expire: here, every half minute. */
const TOKEN_MS = 2 * 60 * 60_000 + 30_000;

/** The app and both fakes; `lists` resolves when the app has loaded Jogg's avatars and voices. */
export type DemoWorld = Awaited<ReturnType<typeof startDemoWorld>>;

/** Starts the fakes and the app with an empty state. Rejects if the app dies while it starts. */
export async function startDemoWorld(
  options: AppEvents & {
    /** The environment of this process; the app gets only a few variables of it. */
    readonly parentEnv: Readonly<Record<string, string | undefined>>;
    readonly socket: boolean;
    readonly webhook: boolean;
    /** Three workspaces without the app, instead of one that has it. */
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
  /** Where people install the app; null for the single workspace, which has it already. */
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
  /** Stops the app and both fakes and deletes the state; safe to call twice. */
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
