import { onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import { firstWorkspace, NORTHWIND } from '../../sandbox/slack/seed.ts';
import { installInBrowser } from '../support/install-in-browser.ts';
import { onStage } from '../support/stage.ts';
import { startLoadBalancer } from '../troubles/load-balancer.ts';

const CLIENT = { id: '12.34', secret: 'canary-client-secret' };

export type TwoWorkspaces = Awaited<ReturnType<typeof twoWorkspaces>>;
export type Workspace = TwoWorkspaces['workspaces'][number];

/**
 * Starts two replicas of the real app over one state, behind a load balancer, for two workspaces
 * whose people put a mark into every text that they write. Everything stops after the test.
 */
export async function twoWorkspaces(stateUrl: string) {
  const [port, next] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const manifest = readManifest('manifest.yml');
  const redirect_urls = [`${url}/slack/oauth_redirect`];
  const oauth_config = { ...manifest.oauth_config, redirect_urls };
  const { slack, jogg, lines, ...stage } = await onStage({
    jogg: { renderMs: [150, 400], postsPerMinute: 10_000, credits: 100_000 },
    slack: {
      manifest: { ...manifest, oauth_config },
      oauth: CLIENT,
      workspaces: [firstWorkspace(), NORTHWIND],
      appUrl: `${url}/slack/events`,
    },
    env: {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
      PUBLIC_URL: url,
      STATE_URL: stateUrl,
    },
  });
  const urls = [stage.url, `http://127.0.0.1:${next}`];
  await stage.start({ PORT: String(next) });
  const ports = urls.map((each) => Number(new URL(each).port));
  onTestFinished(await startLoadBalancer(port, ports));

  const workspace = ({ team: { id }, users, channels }: typeof NORTHWIND, mark: string) => {
    const { driver, ...view } = slack.workspace(id);
    const channelOf = (name: string) => channels().find((each) => each.name === name)?.id ?? '';
    const [user = '', other = ''] = users('').map((each) => each.id);
    const [marketing, general] = [channelOf('marketing'), channelOf('general')];
    /** The strings that identify the workspace: its mark and all its ids. */
    const identifiers = [mark, id, ...[...users(''), ...channels()].map((each) => each.id)];
    const install = () => installInBrowser(url, id);
    return { id, mark, identifiers, user, other, marketing, general, driver, slack: view, install };
  };
  const acme = workspace(firstWorkspace(), 'CANARYACME');
  const workspaces = [acme, workspace(NORTHWIND, 'CANARYNORTH')] as const;
  return { slack, jogg, lines, urls, stateUrl, workspaces };
}
