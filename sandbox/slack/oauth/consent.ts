import type { IncomingMessage, ServerResponse } from 'node:http';
import { appName, type Manifest } from '../manifest.ts';
import type { Grants } from '../one-time-ids.ts';
import { bodyOf } from '../server/http-body.ts';
import { consentPage, consentStyle, errorPage, type Place, scopeText } from './consent-page.ts';
import type { Installations } from './installations.ts';
import type { OAuthClient } from './oauth-methods.ts';

type World = ReturnType<Installations['worldsAt']>[number];

/**
 * The pages under `/oauth/`: the consent page, and the route for an organization's administrators,
 * who start at Slack, without a `state`.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function createConsent(deps: {
  manifest: Manifest;
  client: OAuthClient | undefined;
  grants: Grants;
  installations: Installations;
  worlds: readonly World[];
}) {
  const { manifest, client, grants, installations, worlds } = deps;
  const { redirect_urls: allowed, scopes: known } = manifest.oauth_config;

  /** Reads the scopes and where the browser goes next. @throws Invalid with Slack's message */
  const readRequest = (query: URLSearchParams) => {
    if (client === undefined || query.get('client_id') !== client.id)
      throw new Invalid('Invalid client_id parameter');
    const scopes = (query.get('scope') ?? '').split(/[ ,]+/).filter(Boolean);
    if (scopes.length === 0) throw new Invalid('No scopes requested');
    const unknown = scopes.filter((each) => scopeText(each, '') === undefined);
    if (unknown.length > 0)
      throw new Invalid(`Invalid permissions requested: ${unknown.join(', ')}`);
    const redirectUri = query.get('redirect_uri') ?? undefined;
    const uri = redirectUri ?? allowed[0];
    if (uri === undefined || !allowed.includes(uri))
      throw new Invalid(`redirect_uri did not match any configured URIs. Passed URI: ${uri ?? ''}`);
    return { scopes, redirectUri, uri: new URL(uri) };
  };

  /** All workspaces, except those of an organization that has the app, and the organizations. */
  const places = (): Place[] => {
    const place = (world: World, orgWide: boolean): Place => {
      const { id, name } = (orgWide && world.enterprise) || world.team;
      const person = world.users[0]?.real_name ?? '';
      return { id, name, orgWide, person, installed: world.installed()?.id === id };
    };
    const workspacesAlone = worlds.filter((each) => !each.installed()?.orgWide);
    const first = new Map(worlds.toReversed().map((each) => [each.enterprise?.id, each]));
    const organizations = manifest.settings.org_deploy_enabled
      ? worlds.filter((each) => each.enterprise && first.get(each.enterprise.id) === each)
      : [];
    return [
      ...workspacesAlone.map((each) => place(each, false)),
      ...organizations.map((each) => place(each, true)),
    ];
  };
  /** The requested place, or the browser's last one, or the first one without the app. */
  const choosePlace = (wanted: string | null, request: IncomingMessage): Place => {
    const last = /(?:^|; )sandbox-workspace=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const all = places();
    const found = [wanted, last].map((id) => all.find((each) => each.id === id));
    const place = found.find(Boolean) ?? all.find((each) => !each.installed) ?? all[0];
    if (place === undefined) throw new Invalid('You are signed in to no workspace');
    return place;
  };

  type Redirect = { readonly redirectUri: string | undefined; readonly uri: URL };
  const grant = ({ uri, redirectUri }: Redirect, place: Place, scopes: readonly string[]): URL => {
    const installer = installations.worldsAt(place.id)[0]?.users[0]?.id ?? '';
    const code = grants.issue({ place: place.id, scopes, installer, redirectUri });
    uri.searchParams.set('code', code);
    return uri;
  };

  const decide = async (query: URLSearchParams, request: IncomingMessage): Promise<URL> => {
    const wanted = readRequest(query);
    const form = new URLSearchParams((await bodyOf(request)).toString());
    const place = choosePlace(form.get('place'), request);
    const ticked = form.getAll('scope');
    // Required scopes are always granted. If the form has no scopes, all are granted.
    const isGranted = (scope: string) =>
      ticked.length === 0 || ticked.includes(scope) || !known.bot_optional.includes(scope);
    const { uri, scopes } = wanted;
    if (form.get('decision') === 'allow') grant(wanted, place, scopes.filter(isGranted));
    else uri.searchParams.set('error', 'access_denied');
    const state = query.get('state');
    if (state !== null) uri.searchParams.set('state', state);
    return uri;
  };

  /** An administrator installs for the whole organization at Slack, without a `state`. */
  const installByAdmin = (query: URLSearchParams): URL => {
    const place = places().find((each) => each.orgWide && each.id === query.get('enterprise'));
    const [uri] = allowed;
    if (place === undefined || uri === undefined) throw new Invalid('No such organization');
    return grant({ redirectUri: undefined, uri: new URL(uri) }, place, known.bot);
  };

  return async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, body: string, type = 'html') =>
      response.writeHead(status, { 'content-type': `text/${type}; charset=utf-8` }).end(body);
    const redirectTo = (to: URL) => response.writeHead(302, { location: to.href }).end();
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    try {
      if (path === 'admin-install') return redirectTo(installByAdmin(query));
      if (path === 'style.css') return send(200, await consentStyle(), 'css');
      if (path !== 'v2/authorize') return send(404, errorPage('There is no such page.'));
      if (request.method === 'POST') return redirectTo(await decide(query, request));
      const { scopes } = readRequest(query);
      const all = places();
      const place = choosePlace(query.get('team'), request);
      const optional = new Set(known.bot_optional);
      const facts = { app: appName(manifest), places: all, chosen: place, scopes, optional };
      return send(200, consentPage(facts));
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      return send(400, errorPage(error.message));
    }
  };
}

class Invalid extends Error {
  override readonly name = 'Wrong';
}
