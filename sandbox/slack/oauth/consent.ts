import type { IncomingMessage, ServerResponse } from 'node:http';
import { appName, type Manifest } from '../manifest.ts';
import type { Grants } from '../one-time-ids.ts';
import { bodyOf } from '../server/http-body.ts';
import { consentPage, consentStyle, type Place, troublePage, wordsOf } from './consent-page.ts';
import type { Installations } from './installations.ts';
import type { Client } from './oauth-methods.ts';

type World = ReturnType<Installations['worldsAt']>[number];

/**
 * What a browser sees under `/oauth/`: the page that asks whether the app may come, and the way of
 * an organization's administrators, who begin at Slack, without a `state`.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function createConsent(deps: {
  manifest: Manifest;
  client: Client | undefined;
  grants: Grants;
  installations: Installations;
  worlds: readonly World[];
}) {
  const { manifest, client, grants, installations, worlds } = deps;
  const { redirect_urls: allowed, scopes: known } = manifest.oauth_config;

  /** What the app asks for, and where the browser goes then. @throws Wrong in Slack's words */
  const asked = (query: URLSearchParams) => {
    if (client === undefined || query.get('client_id') !== client.id)
      throw new Wrong('Invalid client_id parameter');
    const scopes = (query.get('scope') ?? '').split(/[ ,]+/).filter(Boolean);
    if (scopes.length === 0) throw new Wrong('No scopes requested');
    const odd = scopes.filter((each) => wordsOf(each, '') === undefined);
    if (odd.length > 0) throw new Wrong(`Invalid permissions requested: ${odd.join(', ')}`);
    const redirectUri = query.get('redirect_uri') ?? undefined;
    const back = redirectUri ?? allowed[0];
    if (back === undefined || !allowed.includes(back))
      throw new Wrong(`redirect_uri did not match any configured URIs. Passed URI: ${back ?? ''}`);
    return { scopes, redirectUri, back: new URL(back) };
  };

  /** Every workspace that its organization has not the app for, and the organizations. */
  const places = (): Place[] => {
    const place = (world: World, orgWide: boolean): Place => {
      const { id, name } = (orgWide && world.enterprise) || world.team;
      const person = world.users[0]?.real_name ?? '';
      return { id, name, orgWide, person, installed: world.installed()?.id === id };
    };
    const alone = worlds.filter((each) => !each.installed()?.orgWide);
    const first = new Map(worlds.toReversed().map((each) => [each.enterprise?.id, each]));
    const organised = manifest.settings.org_deploy_enabled
      ? worlds.filter((each) => each.enterprise && first.get(each.enterprise.id) === each)
      : [];
    return [
      ...alone.map((each) => place(each, false)),
      ...organised.map((each) => place(each, true)),
    ];
  };
  /** The place that was asked for, else where the browser was last, else where the app is not. */
  const chosen = (wanted: string | null, request: IncomingMessage): Place => {
    const last = /(?:^|; )sandbox-workspace=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const all = places();
    const found = [wanted, last].map((id) => all.find((each) => each.id === id));
    const place = found.find(Boolean) ?? all.find((each) => !each.installed) ?? all[0];
    if (place === undefined) throw new Wrong('You are signed in to no workspace');
    return place;
  };

  type Back = { readonly redirectUri: string | undefined; readonly back: URL };
  const grant = ({ back, redirectUri }: Back, place: Place, scopes: readonly string[]): URL => {
    const installer = installations.worldsAt(place.id)[0]?.users[0]?.id ?? '';
    const code = grants.issue({ place: place.id, scopes, installer, redirectUri });
    back.searchParams.set('code', code);
    return back;
  };

  const decide = async (query: URLSearchParams, request: IncomingMessage): Promise<URL> => {
    const wanted = asked(query);
    const form = new URLSearchParams((await bodyOf(request)).toString());
    const place = chosen(form.get('place'), request);
    const kept = form.getAll('scope');
    // A required scope is not left out; what the page did not say is taken as it was asked for.
    const isKept = (scope: string) =>
      kept.length === 0 || kept.includes(scope) || !known.bot_optional.includes(scope);
    const { back, scopes } = wanted;
    if (form.get('decision') === 'allow') grant(wanted, place, scopes.filter(isKept));
    else back.searchParams.set('error', 'access_denied');
    const state = query.get('state');
    if (state !== null) back.searchParams.set('state', state);
    return back;
  };

  /** An administrator installs for the whole organization, at Slack: no `state` comes along. */
  const byAdmin = (query: URLSearchParams): URL => {
    const place = places().find((each) => each.orgWide && each.id === query.get('enterprise'));
    const [back] = allowed;
    if (place === undefined || back === undefined) throw new Wrong('No such organization');
    return grant({ redirectUri: undefined, back: new URL(back) }, place, known.bot);
  };

  return async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, body: string, type = 'html') =>
      response.writeHead(status, { 'content-type': `text/${type}; charset=utf-8` }).end(body);
    const go = (to: URL) => response.writeHead(302, { location: to.href }).end();
    const query = new URL(request.url ?? '', 'http://sandbox').searchParams;
    try {
      if (path === 'admin-install') return go(byAdmin(query));
      if (path === 'style.css') return send(200, await consentStyle(), 'css');
      if (path !== 'v2/authorize') return send(404, troublePage('There is no such page.'));
      if (request.method === 'POST') return go(await decide(query, request));
      const { scopes } = asked(query);
      const all = places();
      const place = chosen(query.get('team'), request);
      const optional = new Set(known.bot_optional);
      const facts = { app: appName(manifest), places: all, chosen: place, scopes, optional };
      return send(200, consentPage(facts));
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      return send(400, troublePage(error.message));
    }
  };
}

class Wrong extends Error {
  override readonly name = 'Wrong';
}
