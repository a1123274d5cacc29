import { freePort } from '../../sandbox/free-port.ts';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import { NORTHWIND } from '../../sandbox/slack/more-workspaces.ts';
import { firstWorkspace } from '../../sandbox/slack/seed.ts';
import { createFleet } from '../replicas/fleet.ts';
import { startFront } from '../replicas/front.ts';
import { standIns } from '../support/stand-ins.ts';

const CLIENT = { id: '12.34', secret: 'canary-client-secret' };
const KEY = Buffer.alloc(32, 7).toString('base64');

export type TwoWorkspaces = Awaited<ReturnType<typeof twoWorkspaces>>;
export type Side = ReturnType<TwoWorkspaces['side']>;

/**
 * So many real programs over one state, behind a balancer, installed in two workspaces by their
 * people. `atEnd` runs what it is given when the test ends.
 */
export async function twoWorkspaces(deps: {
  readonly stateUrl: string;
  readonly replicas: number;
  readonly atEnd: (end: () => Promise<void>) => void;
}) {
  const manifest = readManifest('manifest.yml');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const redirect = `${url}/slack/oauth_redirect`;
  const world = await standIns(
    {
      jogg: { renderMs: [150, 400], postsPerMinute: 10_000, credits: 100_000 },
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
  const { replicas, stateUrl } = deps;
  const env = {
    ...settings,
    SLACK_CLIENT_ID: CLIENT.id,
    SLACK_CLIENT_SECRET: CLIENT.secret,
    TOKEN_ENCRYPTION_KEY: KEY,
    PUBLIC_URL: url,
    STATE_URL: stateUrl,
  };
  const fleet = await createFleet({ replicas, env });
  const { lines, ports } = fleet;
  const front = await startFront(port, ports);
  deps.atEnd(async () => {
    await fleet.stop();
    await front.stop();
    // Where to install it is no secret.
    await world.end(lines.map((line) => line.replaceAll(`${url}/slack/install`, '')));
  });
  await fleet.start();

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
    ...{ slack, jogg, url, stateUrl, lines, ports, side },
    workspaces: [firstWorkspace(), NORTHWIND] as const,
    /** SIGKILL; resolves when the replica that starts in its place is ready. */
    async kill(nth: number): Promise<void> {
      await fleet.kill(nth);
      await fleet.ready();
    },
  };
}
