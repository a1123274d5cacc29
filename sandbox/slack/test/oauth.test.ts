import { expect, it } from 'vitest';
import { GLOBEX_ASIA, GLOBEX_EUROPE, NORTHWIND } from '../seed.ts';
import { bareApp } from './start-slack.ts';
import { CLIENT, fourWorkspaces, SCOPE } from './start-workspaces.ts';

const HERE = NORTHWIND.team.id;
const GLOBEX = GLOBEX_EUROPE.enterprise?.id ?? '';

it('lists the scopes, the workspace or organization, and where the app is already installed', async () => {
  await using setup = await fourWorkspaces();
  await setup.install(HERE);
  const read = async (team: string) => (await fetch(setup.pageOf({ team }))).text();
  const page = await read(HERE);
  const places = [...page.matchAll(/<option[^>]*>([^<]*)/g)].map(([, name]) => name);
  expect(places).toEqual([
    ...['Sandbox', 'Northwind', 'Globex Europe', 'Globex Asia', 'Globex (whole organization)'],
  ]);
  expect(page).toMatch(
    /access the <strong>Northwind<\/strong> Slack workspace[\s\S]*already installed here[\s\S]*Send messages as @Jogg[\s\S]*checkbox" name="scope" value="files:write"/,
  );
  expect(await read(GLOBEX)).toContain('<strong>Globex</strong> organization and all');
});

it.each([
  ['an unknown app', { client_id: '1' }, 'Invalid client_id parameter'],
  ['a URL that is not in the manifest', { redirect_uri: 'http://x/y' }, 'did not match'],
  ['no scope', { scope: '' }, 'No scopes requested'],
  ['an unknown scope', { scope: 'commands,shout' }, 'Invalid permissions requested: shout'],
])('the consent page rejects %s', async (_title, query, words) => {
  await using setup = await fourWorkspaces();
  const answer = await fetch(setup.pageOf(query));
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(words)]);
});

it('returns a code or an error, and the state; optional scopes can be omitted', async () => {
  await using setup = await fourWorkspaces();
  const { decide, access } = setup;
  const refused = { code: null, state: 's1', error: 'access_denied' };
  expect(await decide(HERE, 'cancel')).toEqual(refused);
  const { code, ...rest } = await decide(HERE, 'allow', ['commands']);
  expect(rest).toEqual({ state: 's1', error: null });
  expect(await access({ code })).toMatchObject({ scope: 'commands,chat:write' });
});

const TOLD = {
  ...{ ok: true, access_token: expect.stringMatching(/^xoxb-/), token_type: 'bot', scope: SCOPE },
  ...{ app_id: 'A0JOGGAPP1', response_metadata: expect.anything() },
};

it('describes installations as Slack does: a workspace, one of an organization, an organization', async () => {
  await using setup = await fourWorkspaces();
  const enterprise = { id: GLOBEX, name: 'Globex' };
  const of = ({ team, bot, users }: typeof NORTHWIND, more: object) => ({
    ...{ ...TOLD, bot_user_id: bot.user, authed_user: { id: users('Jogg')[0]?.id } },
    ...{ team: { id: team.id, name: team.name }, enterprise: null, is_enterprise_install: false },
    ...more,
  });
  const orgWide = { enterprise, team: null, is_enterprise_install: true };
  expect([
    await setup.install(HERE),
    await setup.install(GLOBEX_ASIA.team.id),
    await setup.install(GLOBEX),
  ]).toEqual([of(NORTHWIND, {}), of(GLOBEX_ASIA, { enterprise }), of(GLOBEX_EUROPE, orgWide)]);
});

it.each([
  ['another client', { client_id: '1' }, 'invalid_client_id'],
  ['a wrong secret', { client_secret: '1' }, 'bad_client_secret'],
  ['an unknown code', { code: '1' }, 'invalid_code'],
  ['another URL than at the start', { redirect_uri: 'http://x/y' }, 'bad_redirect_uri'],
  ['another kind of grant', { grant_type: 'password' }, 'invalid_grant_type'],
])('returns no token for %s', async (_title, args, error) => {
  await using setup = await fourWorkspaces();
  const { code } = await setup.decide(HERE);
  expect(await setup.access({ code, ...args })).toMatchObject({ ok: false, error });
});

it('a code is valid once, for ten minutes', async () => {
  let at = 1_700_000_000_000;
  await using setup = await fourWorkspaces({ now: () => at });
  const [first, second] = [await setup.decide(HERE), await setup.decide(HERE)];
  at += 10 * 60_000;
  const answers = [await setup.access({ code: first.code }), await setup.access(first)];
  at += 1;
  answers.push(await setup.access({ code: second.code }));
  expect(answers).toMatchObject([
    ...[{ ok: true }, { error: 'code_already_used' }, { error: 'invalid_code' }],
  ]);
});

it('tokens rotate if the manifest says so, and old ones expire at once', async () => {
  let at = 1_700_000_000_000;
  await using setup = await fourWorkspaces({ rotates: true, now: () => at });
  const first = await setup.install(HERE);
  expect(first).toMatchObject({
    access_token: expect.stringMatching(/^xoxe\.xoxb-1-/),
    ...{ refresh_token: expect.stringMatching(/^xoxe-1-/), expires_in: 43_200 },
  });
  const test = async ({ access_token }: typeof first) =>
    (await setup.call('auth.test', {}, access_token))['error'];
  const second = await setup.refresh(first.refresh_token);
  const seen = [await test(first), await test(second)];
  at += 43_200_000;
  seen.push(await test(second), (await setup.refresh(first.refresh_token))['error']);
  const third = await setup.refresh(second.refresh_token);
  setup.slack.workspace(HERE).driver.expireToken();
  seen.push(await test(third));
  expect(seen).toEqual([
    ...['token_expired', undefined, 'token_expired', 'invalid_refresh_token', 'token_expired'],
  ]);
});

it('an administrator installs the app for the whole organization, without a state', async () => {
  await using setup = await fourWorkspaces();
  const before = await setup.install(GLOBEX_ASIA.team.id);
  const page = `${setup.url}/oauth/admin-install?enterprise=${GLOBEX}`;
  const { code, ...rest } = setup.backOf(await fetch(page, { redirect: 'manual' }));
  expect(rest).toEqual({ state: null, error: null });
  const own = { code, client_id: CLIENT.id, client_secret: CLIENT.secret };
  const after = await setup.call('oauth.v2.access', own);
  expect(after).toMatchObject({ is_enterprise_install: true, team: null });
  // The installations of its single workspaces have ended.
  const test = (token: string) => setup.call('auth.test', {}, token);
  expect([await test(before.access_token), await test(after.access_token)]).toMatchObject([
    { error: 'token_revoked' },
    { team: 'Globex', team_id: GLOBEX, enterprise_id: GLOBEX, is_enterprise_install: true },
  ]);
  const places = await (await fetch(setup.pageOf({}))).text();
  expect(places).not.toContain('Globex Asia');
});

const ORDERS = [
  ['tokens_revoked', 'app_uninstalled'],
  ['app_uninstalled', 'tokens_revoked'],
] as const;
it.each(ORDERS)('an uninstall revokes the token, then sends %s and %s', async (...order) => {
  await using setup = await fourWorkspaces();
  const received: unknown[] = [];
  await using _app = await bareApp(setup.slack, ({ event, team_id }) => {
    const { type, tokens } = event as Record<string, unknown>;
    received.push([team_id, type, tokens]);
    return '';
  });
  const first = await setup.install(HERE);
  const { driver } = setup.slack.workspace(HERE);
  await driver.uninstall(order);
  const tokens = { oauth: [], bot: [NORTHWIND.bot.user] };
  const rows = { tokens_revoked: [HERE, 'tokens_revoked', tokens], app_uninstalled: undefined };
  const ended = { ...rows, app_uninstalled: [HERE, 'app_uninstalled', undefined] };
  expect(received).toEqual(order.map((each) => ended[each]));
  const again = await setup.install(HERE);
  const test = async (token: string) => (await setup.call('auth.test', {}, token))['error'];
  expect([await test(first.access_token), await test(again.access_token)]).toEqual([
    ...['token_revoked', undefined],
  ]);
  await expect(driver.uninstall().then(() => driver.uninstall())).rejects.toThrow('not installed');
});

it('a second install keeps the token and adds scopes; the app can revoke its own token', async () => {
  await using setup = await fourWorkspaces();
  const first = await setup.install(HERE, { scope: 'commands' });
  const second = await setup.install(HERE, { scope: 'chat:write' });
  expect([first.access_token, second['scope']]).toEqual([
    ...[second.access_token, 'commands,chat:write'],
  ]);
  const leave = (args: object) => setup.call('auth.revoke', args, first.access_token);
  expect([await leave({ test: true }), await leave({}), await leave({})]).toMatchObject([
    { revoked: false },
    { revoked: true },
    { error: 'token_revoked' },
  ]);
});

it('its log contains no secret', async () => {
  await using setup = await fourWorkspaces({ rotates: true });
  const { access_token, refresh_token = '' } = await setup.install(HERE);
  await setup.refresh(refresh_token);
  const log = await (await fetch(`${setup.url}/_sandbox/log`)).text();
  expect(log).toContain('"method":"oauth.v2.access"');
  for (const secret of [access_token, refresh_token, CLIENT.secret])
    expect(log).not.toContain(secret);
});
