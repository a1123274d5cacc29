import { SANDBOX_KEYS } from '../../sandbox/app-env.ts';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import { NORTHWIND } from '../../sandbox/slack/more-workspaces.ts';
import { firstWorkspace, TEAM } from '../../sandbox/slack/seed.ts';
import { inMemory, installedIn } from './installed.ts';
import { kindOf, onStage, type StageOptions } from './stage.ts';

const CLIENT = { id: '1.2', secret: 'client-secret' };
const REDIRECT = 'http://127.0.0.1:9/slack/oauth_redirect';

/** Where each workspace makes its videos, and by whom. */
const PLACES = [firstWorkspace(), NORTHWIND].map(({ team, users, channels }) => ({
  id: team.id,
  user: users('')[0]?.id ?? '',
  channel: channels().find(({ name }) => name === 'marketing')?.id ?? '',
}));
const [FIRST, SECOND] = PLACES;

/** The real app, installed in two workspaces, which share the operator's account at Jogg. */
export async function twoWorkspaces(options: StageOptions = {}) {
  const manifest = readManifest('manifest.yml');
  const oauth_config = { ...manifest.oauth_config, redirect_urls: [REDIRECT] };
  const { known, installations } = inMemory(installedIn(TEAM.id, SANDBOX_KEYS.botToken));
  const stage = await onStage({
    ...options,
    installations,
    slack: {
      manifest: { ...manifest, oauth_config },
      oauth: CLIENT,
      workspaces: [firstWorkspace(), NORTHWIND],
    },
  });
  const scope = [...stage.slack.scopes].join();

  /** Installs it as a browser and an app do; answers the token. */
  async function install(place: string): Promise<string> {
    const asked = { client_id: CLIENT.id, scope, redirect_uri: REDIRECT, state: 's' };
    const page = `${stage.apiUrl.replace(/api\/$/, '')}oauth/v2/authorize?${new URLSearchParams(asked)}`;
    const allow = new URLSearchParams({ place, decision: 'allow' });
    for (const each of scope.split(',')) allow.append('scope', each);
    const back = await fetch(page, { method: 'POST', body: allow, redirect: 'manual' });
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const { id: client_id, secret: client_secret } = CLIENT;
    const body = new URLSearchParams({ client_id, client_secret, code, redirect_uri: REDIRECT });
    const answer = await fetch(`${stage.apiUrl}oauth.v2.access`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    known.set(place, installedIn(place, token));
    return token;
  }

  /** What people do and see in one of them. */
  function within({ id, user, channel }: (typeof PLACES)[number]) {
    const { driver, ...slack } = stage.slack.workspace(id);
    const kinds = () => slack.messages(channel).flatMap((each) => kindOf(each) ?? []);
    return {
      ...{ id, user, channel, driver, slack },
      command: (text = '') => driver.command({ user, channel, text }),
      async make(script: string) {
        const { viewId } = await driver.command({ user, channel, text: '' });
        if (viewId === undefined) throw new Error('no form opened');
        const values = { script, avatar: { query: '' }, voice: { query: '' } };
        return driver.submit({ viewId, values });
      },
      card: () =>
        driver.waitFor(() => slack.messages(channel).find((each) => kindOf(each) === 'card')),
      result: () => driver.waitFor(() => kinds().includes('result')),
    };
  }

  if (!FIRST || !SECOND) throw new Error('two workspaces are needed');
  await install(SECOND.id);
  return { ...stage, known, install, first: within(FIRST), second: within(SECOND) };
}
