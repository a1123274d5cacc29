import { expect, it } from 'vitest';
import { INSTALL_PATH, REDIRECT_PATH } from '../../src/http/install-paths.ts';
import { installRoutes } from '../../src/http/install-routes.ts';
import { systemRandomBytes } from '../../src/lib/random.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { webClientOptions } from '../../src/slack/web-api/web-client.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { createOAuthStates } from '../../src/store/tenants/oauth-states.ts';
import type { NewInstallation } from '../../src/tenancy/install.ts';
import { someStore } from '../store/some-files.ts';
import { serving } from '../support/serving.ts';
import { CLIENT, type OAuthStandIn, oauthStandIn, SCOPES } from '../tenancy/oauth-stand-in.ts';

const HOST = 'https://jogg.example';
const REDIRECT = `${HOST}${REDIRECT_PATH}`;
const DOWN = () => Promise.reject(new StoreError('unreachable', 'canary'));

const DEAD = { issue: DOWN, redeem: DOWN, isGood: DOWN };

type Deps = Parameters<typeof installRoutes>[0];

/** Two replicas over one state, a browser with its cookies, and Slack. */
async function installing(
  facts: Parameters<typeof oauthStandIn>[0] = {},
  over: Partial<Deps> = {},
) {
  const slack = await oauthStandIn(facts);
  const { apiUrl } = slack;
  const { deps } = someStore();
  const stored: NewInstallation[] = [];
  const lines: string[] = [];
  const replica = () =>
    serving(
      installRoutes({
        ...CLIENT,
        publicUrl: HOST,
        clientOptions: { ...webClientOptions(apiUrl, createSlackFetch()), slackApiUrl: apiUrl },
        scopes: SCOPES,
        states: createOAuthStates({ ...deps, randomBytes: systemRandomBytes }),
        install: async (each) => void stored.push(each),
        logEvent: (event, fields) => void lines.push(JSON.stringify([event, fields])),
        ...over,
      }),
    );
  const [one, two] = [await replica(), await replica()];
  let cookie = '';
  /** As the browser does it, whose redirects are ours to follow. */
  async function visit(path: string, at = one.url) {
    const response = await fetch(at + path, { redirect: 'manual', headers: { cookie } });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return { response, body: await response.text() };
  }
  /** To Slack's page of consent; answers where that leads back to. */
  async function begin() {
    const { response } = await visit(INSTALL_PATH);
    const consent = new URL(response.headers.get('location') ?? '');
    const state = consent.searchParams.get('state') ?? '';
    const back = (query: Record<string, string> = {}) =>
      `${REDIRECT_PATH}?${new URLSearchParams({ code: slack.code(), state, ...query })}`;
    return { consent, back, setCookie: response.headers.get('set-cookie') ?? '' };
  }
  const forget = () => {
    cookie = '';
  };
  return { slack, stored, lines, visit, begin, forget, two };
}

type World = Awaited<ReturnType<typeof installing>>;
/** What a person reads, a line each, and where the link leads. */
const wordsOf = (body: string): string =>
  [...body.matchAll(/<(h1|p|a href="([^"]*)")>([^<]*)</g)]
    .map(([, , link, words]) => (link === undefined ? words : `${words} → ${link}`))
    .join('\n');
const titleOf = (body: string): string => /<h1>(.*)<\/h1>/.exec(body)?.[1] ?? body;

it('a workspace is installed: begun at one replica, ended at another', async () => {
  const { stored, visit, begin, two, slack, lines } = await installing({ rotates: true });
  const { consent, back, setCookie } = await begin();
  const { response, body } = await visit(back(), two.url);
  expect([response.status, titleOf(body)]).toEqual([200, 'Jogg is installed in Acme']);
  const { origin, pathname, searchParams } = consent;
  expect(`${origin}${pathname}`).toBe(new URL('/oauth/v2/authorize', slack.apiUrl).href);
  expect(Object.fromEntries(searchParams)).toEqual({
    ...{ scope: SCOPES.join(), client_id: CLIENT.clientId, redirect_uri: REDIRECT },
    state: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(setCookie).toMatch(/; Secure; HttpOnly; Path=\/; Max-Age=600$/);
  expect(slack.calls[0]?.form['redirect_uri']).toBe(REDIRECT);
  const team = { id: 'T1', name: 'Acme' };
  const tokens = {
    token: 'xoxb-canary-1',
    refresh: 'xoxe-canary-1',
    expiresAt: expect.any(Number),
  };
  const bot = { id: 'B1', userId: 'UBOT', scopes: SCOPES };
  expect(stored).toEqual([
    { team, enterprise: null, installer: 'U1', appId: 'A1', bot, ...tokens },
  ]);
  expect(body + lines.join()).not.toContain('canary');
});

it('an organization is installed: it has no workspace', async () => {
  const { stored, visit, begin } = await installing({
    team: null,
    enterprise: { id: 'E1', name: 'Acme <Group>' },
  });
  const { back } = await begin();
  const { body } = await visit(back());
  expect([titleOf(body), stored.map(({ team, enterprise }) => [team, enterprise?.id])]).toEqual([
    'Jogg is installed in Acme &#60;Group&#62;',
    [[null, 'E1']],
  ]);
});

/** Back from Slack's page, after something else. */
const returning =
  (query: Record<string, string> = {}, before: (world: World) => unknown = () => {}) =>
  async (world: World) => {
    const { back } = await world.begin();
    await before(world);
    return world.visit(back(query));
  };
async function usedTwice({ begin, visit, two }: World) {
  const { back, setCookie } = await begin();
  await visit(back());
  // A browser that kept its cookie all the same.
  const cookie = setCookie.split(';', 1)[0] ?? '';
  const response = await fetch(two.url + back(), { headers: { cookie } });
  return { response, body: await response.text() };
}
async function loadedAgain({ begin, visit }: World) {
  const address = (await begin()).back();
  await visit(address);
  return visit(address);
}
const fails =
  (...trouble: Parameters<OAuthStandIn['trouble']>[1][]) =>
  (world: World) => {
    world.slack.trouble('oauth.v2.access', ...trouble);
    return returning()(world);
  };

it.each<[string, (world: World) => ReturnType<World['visit']>, number, Partial<Deps>?]>([
  ['cancelled', returning({ error: 'access_denied' }), 0],
  ['used-twice', usedTwice, 1],
  ['loaded-again', loadedAgain, 1],
  ['another-browser', returning({}, ({ forget }) => forget()), 0],
  ['another-persons-link', returning({}, ({ begin }) => begin()), 0],
  ['from-the-admin-page', ({ visit, slack }) => visit(`${REDIRECT_PATH}?code=${slack.code()}`), 0],
  ['slack-refuses-scopes', ({ visit }) => visit(`${REDIRECT_PATH}?error=invalid_scope`), 0],
  ['slack-refuses-the-code', fails({ error: 'invalid_code' }), 0],
  ['somebody-wrote-the-error', ({ visit }) => visit(`${REDIRECT_PATH}?error=<b>canary`), 0],
  ['slack-does-not-answer', fails('unheard'), 0],
  ['store-down-at-the-start', ({ visit }) => visit(INSTALL_PATH), 0, { states: DEAD }],
  ['store-down-at-the-end', returning(), 0, { install: DOWN }],
])('the page: %s', async (name, go, count, over) => {
  const world = await installing({}, over);
  const { response, body } = await go(world);
  const { status, headers } = response;
  await expect(`${status}\n${wordsOf(body)}\n`).toMatchFileSnapshot(
    `snapshots/install-${name}.txt`,
  );
  expect(world.stored.length).toBe(count);
  expect(body + world.lines.join()).not.toContain('canary');
  const names = ['content-security-policy', 'cache-control', 'referrer-policy'];
  const told = names.map((name) => headers.get(name)?.replace(/sha256-[\w+/=]+/, 'HASH'));
  expect([...told, /<script/i.test(body)]).toEqual([
    "default-src 'none'; style-src 'HASH'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ...['no-store', 'no-referrer', false],
  ]);
});

it('what only looks whether the address is there gets no state', async () => {
  const { slack, two } = await installing({}, { states: DEAD });
  const response = await fetch(two.url + INSTALL_PATH, { method: 'HEAD' });
  const cookie = response.headers.get('set-cookie');
  expect([response.status, cookie, slack.calls]).toEqual([200, null, []]);
});
