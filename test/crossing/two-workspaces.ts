import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { createAppProcess } from '../../sandbox/app-process.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import { NORTHWIND } from '../../sandbox/slack/more-workspaces.ts';
import { firstWorkspace, TEAM } from '../../sandbox/slack/seed.ts';
import { startFront } from '../replicas/front.ts';
import { standIns } from '../support/stand-ins.ts';
import { until } from '../support/until.ts';

const CLIENT = { id: '12.34', secret: 'canary-client-secret' };
/** A workspace's own key at Jogg. */
export const OWN_KEY = 'canary-own-key-of-northwind';
const KEY = Buffer.alloc(32, 7).toString('base64');

export type TwoWorkspaces = Awaited<ReturnType<typeof twoWorkspaces>>;
export type Side = ReturnType<TwoWorkspaces['side']>;

/**
 * So many real programs over one state, behind a balancer, installed in two workspaces by their
 * people. `atEnd` runs what it is given when the test ends.
 */
export async function twoWorkspaces(deps: {
  readonly stateUrl: (folder: string) => string;
  readonly replicas: number;
  readonly atEnd: (end: () => Promise<void>) => void;
}) {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-two-'));
  const manifest = readManifest('manifest.yml');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const redirect = `${url}/slack/oauth_redirect`;
  const world = await standIns(
    {
      jogg: {
        apiKeys: [SANDBOX_KEYS.joggApiKey, OWN_KEY],
        renderMs: [150, 400],
        postsPerMinute: 10_000,
        credits: 100_000,
      },
      slack: {
        manifest: {
          ...manifest,
          oauth_config: { ...manifest.oauth_config, redirect_urls: [redirect] },
        },
        oauth: CLIENT,
        workspaces: [firstWorkspace(), NORTHWIND],
        appUrl: `${url}/slack/events`,
      },
    },
    'unused',
  );
  const { slack, jogg } = world;
  const { SLACK_BOT_TOKEN: _, ...settings } = world.env;
  const stateUrl = deps.stateUrl(folder);
  const env = {
    ...settings,
    SLACK_CLIENT_ID: CLIENT.id,
    SLACK_CLIENT_SECRET: CLIENT.secret,
    TOKEN_ENCRYPTION_KEY: KEY,
    PUBLIC_URL: url,
    STATE_URL: stateUrl,
    TMPDIR: folder,
  };
  const lines: string[] = [];
  const ports: number[] = [];
  for (let nth = 0; nth < deps.replicas; nth += 1) ports.push(await freePort());
  const replicas = ports.map((at) =>
    createAppProcess({
      env: { ...env, PORT: String(at) },
      folder,
      onLine: (line) => void lines.push(line),
      onStart: () => undefined,
      onGiveUp: (reason) => void lines.push(`gave up: ${reason}`),
    }),
  );
  const front = await startFront(port, ports);
  deps.atEnd(async () => {
    await Promise.all(replicas.map((each) => each.stop()));
    await front.stop();
    // Where to install it is no secret.
    await world.end(lines.map((line) => line.replaceAll(`${url}/slack/install`, '')));
    rmSync(folder, { recursive: true, force: true });
  });
  for (const each of replicas) await each.start();

  /** As a browser installs the app there: to the page of consent, and back. */
  async function install(place: string): Promise<number> {
    const begun = await fetch(`${url}/slack/install`, { redirect: 'manual' });
    const cookie = begun.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    const consent = begun.headers.get('location') ?? '';
    const allow = new URLSearchParams({ place, decision: 'allow' });
    const asked = new URL(consent).searchParams.get('scope') ?? '';
    for (const scope of asked.split(',')) allow.append('scope', scope);
    const back = await fetch(consent, { method: 'POST', body: allow, redirect: 'manual' });
    const ended = await fetch(back.headers.get('location') ?? '', { headers: { cookie } });
    await ended.body?.cancel();
    return ended.status;
  }

  /** What people do and see in one workspace; `mark` is in all that they write. */
  function side(workspace: typeof NORTHWIND, mark: string) {
    const { driver, ...seen } = slack.workspace(workspace.team.id);
    const inChannel = (name: string) => workspace.channels().find((each) => each.name === name)?.id;
    const [user = '', other = ''] = workspace.users('').map(({ id }) => id);
    const { id } = workspace.team;
    const channels = {
      marketing: inChannel('marketing') ?? '',
      general: inChannel('general') ?? '',
    };
    return { id, mark, user, other, ...channels, driver, slack: seen };
  }

  return {
    ...{ slack, jogg, env, url, stateUrl, lines, ports, install, side },
    workspaces: [firstWorkspace(), NORTHWIND] as const,
    first: TEAM.id,
    /** SIGKILL; resolves when the replica that starts in its place is ready. */
    async kill(nth: number): Promise<void> {
      await replicas[nth]?.kill();
      await until(async () => {
        const answer = await fetch(`http://127.0.0.1:${ports[nth]}/readyz`).catch(() => null);
        await answer?.body?.cancel();
        return answer?.status === 200;
      });
    },
  };
}
