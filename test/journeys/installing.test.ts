import { expect, it } from 'vitest';
import { readManifest } from '../../sandbox/slack/manifest.ts';
import { GLOBEX_ASIA, GLOBEX_EUROPE, NORTHWIND } from '../../sandbox/slack/more-workspaces.ts';
import { firstWorkspace } from '../../sandbox/slack/seed.ts';
import { openState } from '../../src/store/open-state.ts';
import { kindOf, onStage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const PUBLIC = 'http://127.0.0.1:9';
const CLIENT = { id: '12.34', secret: 'canary-client-secret' };
const WORKSPACES = [firstWorkspace(), NORTHWIND, GLOBEX_EUROPE, GLOBEX_ASIA];
const GLOBEX = 'E0GLOBEX';

/** The real app, which nobody has installed yet, and people with browsers. */
async function beforeInstalling(options: Parameters<typeof onStage>[0] = {}) {
  const state = openState('memory:', () => {});
  const manifest = readManifest('manifest.yml');
  const stage = await onStage({
    ...options,
    open: () => state,
    slack: {
      manifest: {
        ...manifest,
        oauth_config: {
          ...manifest.oauth_config,
          redirect_urls: [`${PUBLIC}/slack/oauth_redirect`],
        },
        settings: { ...manifest.settings, org_deploy_enabled: true, token_rotation_enabled: true },
      },
      oauth: CLIENT,
      workspaces: WORKSPACES,
    },
    env: {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: CLIENT.id,
      SLACK_CLIENT_SECRET: CLIENT.secret,
      TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
      PUBLIC_URL: PUBLIC,
    },
  });

  /** A person goes through with it in a browser; answers what the last page says. */
  async function install(place: string): Promise<string> {
    const begun = await fetch(`${stage.url}/slack/install`, { redirect: 'manual' });
    const cookie = begun.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    const page = begun.headers.get('location') ?? '';
    const form = new URLSearchParams({ place, decision: 'allow' });
    for (const scope of stage.slack.scopes) form.append('scope', scope);
    const allowed = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
    const { pathname, search } = new URL(allowed.headers.get('location') ?? '');
    const ended = await fetch(`${stage.url}${pathname}${search}`, { headers: { cookie } });
    return /<h1>(.*)<\/h1>/.exec(await ended.text())?.[1] ?? '';
  }

  /** What people of one workspace do and see. */
  function within({ team, users, channels }: (typeof WORKSPACES)[number]) {
    const { driver, ...slack } = stage.slack.workspace(team.id);
    const user = users('')[0]?.id ?? '';
    const channel = channels().find(({ name }) => name === 'marketing')?.id ?? '';
    const count = (kind: string) =>
      slack.messages(channel).filter((each) => kindOf(each) === kind).length;
    return {
      driver,
      async make(script: string) {
        const { viewId = '' } = await driver.command({ user, channel, text: '' });
        const values = { script, avatar: { query: '' }, voice: { query: '' } };
        await driver.submit({ viewId, values });
        await driver.waitFor(() => count('card') > 0);
      },
      results: (many = 1) => until(() => count('result') === many),
    };
  }
  const everything = () =>
    state.db
      .prepare('SELECT value FROM keyv')
      .all()
      .map(({ value }) => value)
      .join('\n');
  return { ...stage, state, install, within, everything };
}

it('a workspace and an organisation install the app, and each makes its videos', async () => {
  const { install, within, everything, slack, lines } = await beforeInstalling();
  const pages = [await install(NORTHWIND.team.id), await install(GLOBEX)];
  const [north, europe, asia] = [NORTHWIND, GLOBEX_EUROPE, GLOBEX_ASIA].map(within);
  for (const [at, each] of [north, europe, asia].entries()) await each?.make(`Hello number ${at}.`);
  for (const each of [north, europe, asia]) await each?.results();
  expect(pages).toEqual(['Jogg is installed in Northwind', 'Jogg is installed in Globex']);
  // What Slack is shown, what is stored and what is logged holds no token.
  const shown = slack.log.filter(({ method }) => method !== 'oauth.v2.access');
  const said = JSON.stringify(shown.map((call) => call.arguments));
  expect(said + everything() + JSON.stringify(lines)).not.toMatch(/xox[be]|canary/);
});

it('a token that is about to expire is renewed once, in the middle of things', async () => {
  const { install, within, state, slack, lines } = await beforeInstalling();
  const id = NORTHWIND.team.id;
  await install(id);
  const { make, results } = within(NORTHWIND);
  await make('Before.');
  await results();
  await state.change('installation', id, (old) => ({
    answer: undefined,
    next: { value: { ...Object(old), expiresAt: Date.now() + 3_600_000 } },
  }));
  const from = slack.log.length;
  await make('After.');
  await results(2);
  const renewals = slack.log.slice(from).filter(({ method }) => method === 'oauth.v2.access');
  expect([renewals.length, lines.filter(({ event }) => event === 'token_renewed').length]).toEqual([
    1, 1,
  ]);
});

it('a token that Slack ends before its time is renewed by the call that meets it', async () => {
  const { install, within, slack, logged, paid } = await beforeInstalling();
  await install(NORTHWIND.team.id);
  const { make, results, driver } = within(NORTHWIND);
  await make('Before.');
  await results();
  driver.expireToken();
  const from = slack.log.length;
  await make('After.');
  await results(2);
  const calls = slack.log.slice(from).map(({ method }) => method);
  expect([calls.filter((each) => each === 'oauth.v2.access').length, paid().length]).toEqual([
    1, 2,
  ]);
  expect(await logged('token_renewed')).toHaveLength(1);
});

it.each([
  ['tokens_revoked', 'app_uninstalled'] as const,
  ['app_uninstalled', 'tokens_revoked'] as const,
])(
  'told of %s first: the token is gone, videos wait, and go on once it is back',
  async (...order) => {
    const { install, within, logged, state, jogg, paid } = await beforeInstalling({
      jogg: { renderMs: 3_600_000 },
    });
    const id = NORTHWIND.team.id;
    await install(id);
    const { make, results, driver } = within(NORTHWIND);
    await make('Wait for me.');
    await until(() => jogg.projects.size === 1);
    await driver.uninstall([...order]);
    await logged('workspace_ended');
    const record = Object(await state.keyvFor('installation').get(id));
    expect([record.token, record.refresh]).toEqual([null, null]);
    for (const project of jogg.projects.keys()) await jogg.finish(project);
    expect(await install(id)).toBe('Jogg is installed in Northwind');
    await results();
    expect(paid().length).toBe(1);
  },
);
