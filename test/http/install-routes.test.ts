import { expect, it } from 'vitest';
import { INSTALL_PATH, REDIRECT_PATH } from '../../src/http/install-paths.ts';
import { installRoutes } from '../../src/http/install-routes.ts';
import { answerPage } from '../../src/http/page.ts';
import { systemRandomBytes } from '../../src/lib/random.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import { webClientOptions } from '../../src/slack/web-api/web-client.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { createOAuthStates } from '../../src/store/tenants/oauth-states.ts';
import type { NewInstallation } from '../../src/tenancy/install.ts';
import { memoryStore } from '../store/temp-state.ts';
import { serveRoutes } from '../support/serve-routes.ts';
import { CLIENT, type FakeOAuth, SCOPES, startFakeOAuth } from '../tenancy/fake-oauth.ts';

const DOWN = () => Promise.reject(new StoreError('unreachable', 'canary'));
const BROKEN_STATES = { issue: DOWN, redeem: DOWN, isValid: DOWN };
type Deps = Parameters<typeof installRoutes>[0];

/** The routes, a browser with its cookies, and a fake Slack. */
async function installWith(facts = {}, overrides: Partial<Deps> = {}) {
  const slack = await startFakeOAuth(facts);
  const { apiUrl } = slack;
  const { deps } = memoryStore();
  const stored: NewInstallation[] = [];
  const lines: string[] = [];
  const { url } = await serveRoutes(
    installRoutes({
      ...CLIENT,
      publicUrl: 'https://jogg.example',
      clientOptions: { ...webClientOptions(apiUrl, createSlackFetch()), slackApiUrl: apiUrl },
      scopes: SCOPES,
      states: createOAuthStates({ ...deps, randomBytes: systemRandomBytes }),
      install: async (each) => void stored.push(each),
      logEvent: (event, fields) => void lines.push(JSON.stringify([event, fields])),
      ...overrides,
    }),
  );
  let cookie = '';
  /** Requests a page like a browser, but does not follow redirects. */
  async function visit(path: string, { method = 'GET', sentCookie = cookie } = {}) {
    const headers = { cookie: sentCookie };
    const response = await fetch(url + path, { method, headers, redirect: 'manual' });
    cookie = response.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return { response, body: await response.text(), cookie };
  }
  /** Goes to Slack's consent page. Returns the URL to which that page redirects. */
  async function begin() {
    const { response, cookie } = await visit(INSTALL_PATH);
    const consent = new URL(response.headers.get('location') ?? '');
    const state = consent.searchParams.get('state') ?? '';
    const back = (query: Record<string, string> = {}) =>
      `${REDIRECT_PATH}?${new URLSearchParams({ code: slack.code(), state, ...query })}`;
    return { back, cookie };
  }
  return { slack, stored, lines, visit, begin };
}

type World = Awaited<ReturnType<typeof installWith>>;
/** The texts of a page, one per line, and the target of its link. */
const textOf = (body: string): string =>
  [...body.matchAll(/<(h1|p|a href="([^"]*)")>([^<]*)</g)]
    .map(([, , link, words]) => (link === undefined ? words : `${words} → ${link}`))
    .join('\n');

it('the app stores the installation that Slack describes', async () => {
  const team = { id: 'T1', name: 'Acme <Inc>' };
  const { stored, visit, begin } = await installWith({ rotates: true, name: team.name });
  const { body } = await visit((await begin()).back());
  const tokens = { token: 'xoxb-canary-1', refresh: 'xoxe-canary-1' };
  const bot = { id: 'B1', userId: 'UBOT', scopes: SCOPES };
  const parties = { team, enterprise: null, installer: 'U1', appId: 'A1', bot };
  const installed = [{ ...parties, ...tokens, expiresAt: expect.any(Number) }];
  const title = 'Jogg is installed in Acme &#60;Inc&#62;';
  expect([stored, textOf(body).split('\n')[0]]).toEqual([installed, title]);
});

/** Returns from Slack's page, after another action or with another cookie. */
const returnWith =
  (
    query: Record<string, string> = {},
    before: (world: World) => unknown = () => {},
    sentCookie?: '',
  ) =>
  async (world: World) => {
    const { back } = await world.begin();
    await before(world);
    return world.visit(back(query), sentCookie === undefined ? {} : { sentCookie });
  };
/** Returns twice: with a second code and the same cookie, or by a reload. */
const twice = (isLoadedAgain: boolean) => async (world: World) => {
  const { back, cookie } = await world.begin();
  const address = back();
  await world.visit(address);
  return isLoadedAgain ? world.visit(address) : world.visit(back(), { sentCookie: cookie });
};
const fails =
  (...trouble: Parameters<FakeOAuth['failNext']>[1][]) =>
  (world: World) => {
    world.slack.failNext('oauth.v2.access', ...trouble);
    return returnWith()(world);
  };

it.each<[string, (world: World) => ReturnType<World['visit']>, number, Partial<Deps>?]>([
  ['cancelled', returnWith({ error: 'access_denied' }), 0],
  ['used-twice', twice(false), 1],
  ['loaded-again', twice(true), 1],
  ['another-browser', returnWith({}, () => {}, ''), 0],
  ['another-persons-link', returnWith({}, ({ begin }) => begin()), 0],
  ['from-the-admin-page', ({ visit, slack }) => visit(`${REDIRECT_PATH}?code=${slack.code()}`), 0],
  ['slack-refuses-scopes', ({ visit }) => visit(`${REDIRECT_PATH}?error=invalid_scope`), 0],
  ['slack-refuses-the-code', fails({ error: 'invalid_code' }), 0],
  ['somebody-wrote-the-error', ({ visit }) => visit(`${REDIRECT_PATH}?error=<b>canary`), 0],
  ['slack-does-not-answer', fails('unheard'), 0],
  ['store-down-at-the-start', ({ visit }) => visit(INSTALL_PATH), 0, { states: BROKEN_STATES }],
  ['store-down-at-the-end', returnWith(), 0, { install: DOWN }],
])('the page after an installation: %s', async (name, go, count, overrides) => {
  const world = await installWith({}, overrides);
  const { response, body } = await go(world);
  const { status, headers } = response;
  await expect(`${status}\n${textOf(body)}\n`).toMatchFileSnapshot(`snapshots/install-${name}.txt`);
  expect(world.stored.length).toBe(count);
  expect(body + world.lines.join()).not.toContain('canary');
  const names = ['content-security-policy', 'cache-control', 'referrer-policy'];
  const policies = names.map((name) => headers.get(name)?.replace(/sha256-[\w+/=]+/, 'HASH'));
  expect([...policies, /<script/i.test(body)]).toEqual([
    "default-src 'none'; style-src 'HASH'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ...['no-store', 'no-referrer', false],
  ]);
});

it('no text of a page becomes markup', () => {
  const pages: string[] = [];
  const response = { writeHead: () => {}, end: (html: string) => pages.push(html) };
  const next = { label: '<b>', address: '<b>' };
  answerPage(response as never, 200, { title: '<b>', paragraphs: ['<b>'], next, tone: 'good' });
  expect(pages.join().match(/<b>|&#60;b&#62;/g)).toEqual(Array(5).fill('&#60;b&#62;'));
});

it('a HEAD request, which only checks the URL, gets no state', async () => {
  const { visit } = await installWith({}, { states: BROKEN_STATES });
  const { response, cookie } = await visit(INSTALL_PATH, { method: 'HEAD' });
  expect([response.status, cookie]).toEqual([200, '']);
});
