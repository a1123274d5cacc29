import { WebClient } from '@slack/web-api';
import { createSlackSandbox, type SlackSandboxOptions } from '../sandbox.ts';
import { firstWorkspace, GLOBEX_ASIA, GLOBEX_EUROPE, NORTHWIND } from '../seed.ts';
import { MANIFEST, QUIET_CLIENT, SIGNING_SECRET } from './start-slack.ts';

export const REDIRECT = 'http://127.0.0.1:9/slack/oauth_redirect';
export const CLIENT = { id: '11.22', secret: 'client-secret' };
export const SCOPE = 'commands,chat:write,files:write';

/** The parameters with which the consent page redirects the browser. */
export type Back = Readonly<Record<'code' | 'state' | 'error', string | null>>;
type Answer = Record<string, unknown> & { access_token: string; refresh_token?: string };

/** Four workspaces without the app, two of one organization, until the end of the test. */
export async function fourWorkspaces(
  options: Partial<SlackSandboxOptions> & { readonly rotates?: boolean } = {},
) {
  const { rotates = false, ...rest } = options;
  const { settings, oauth_config } = MANIFEST;
  const flags = { org_deploy_enabled: true, token_rotation_enabled: rotates };
  const slack = createSlackSandbox({
    manifest: {
      ...{ ...MANIFEST, settings: { ...settings, ...flags } },
      oauth_config: { ...oauth_config, redirect_urls: [REDIRECT] },
    },
    ...{ signingSecret: SIGNING_SECRET, oauth: CLIENT },
    workspaces: [firstWorkspace(), NORTHWIND, GLOBEX_EUROPE, GLOBEX_ASIA],
    ...rest,
  });
  const { url, apiUrl } = await slack.start();
  const call = (method: string, args: object, token?: string): Promise<Answer> =>
    new WebClient(token, { slackApiUrl: apiUrl, ...QUIET_CLIENT })
      .apiCall(method, { ...args })
      .catch((error) => error.data ?? error) as Promise<Answer>;
  const pageOf = (query: object) => {
    const usual = { client_id: CLIENT.id, scope: SCOPE, redirect_uri: REDIRECT, state: 's1' };
    return `${url}/oauth/v2/authorize?${new URLSearchParams({ ...usual, ...query })}`;
  };
  const backOf = (response: Response): Back => {
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    const of = (name: string) => searchParams.get(name);
    return { code: of('code'), state: of('state'), error: of('error') };
  };
  /** Decides on the consent page; `scopes` are the selected ones. */
  const decide = async (place: string, decision = 'allow', scopes: string[] = [], query = {}) => {
    const ticked = scopes.map((each) => ['scope', each]);
    const body = new URLSearchParams([['place', place], ['decision', decision], ...ticked]);
    return backOf(await fetch(pageOf(query), { method: 'POST', body, redirect: 'manual' }));
  };
  const access = (args: object) => {
    const { id: client_id, secret: client_secret } = CLIENT;
    const usual = { client_id, client_secret, redirect_uri: REDIRECT };
    return call('oauth.v2.access', { ...usual, ...args });
  };
  return {
    ...{ slack, url, call, pageOf, backOf, decide, access },
    /** Allows the app and exchanges the code, as an app does. */
    install: async (place: string, query?: object) =>
      access({ code: (await decide(place, 'allow', [], query)).code }),
    refresh: (refresh_token = '') => access({ grant_type: 'refresh_token', refresh_token }),
    [Symbol.asyncDispose]: () => slack.stop(),
  };
}
