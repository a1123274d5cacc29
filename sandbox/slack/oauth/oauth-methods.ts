import { ApiError, type Arguments, botMethod, type Method } from '../methods/api-call.ts';
import { flag, required, text } from '../methods/arguments.ts';
import type { Grants } from '../one-time-ids.ts';
import type { Dict } from '../rules/block-kit.ts';
import type { Installation } from '../world.ts';
import type { Installations } from './installations.ts';

/** The app's client id and secret. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** The methods without a token. https://docs.slack.dev/reference/methods/oauth.v2.access */
export function clientMethods(deps: {
  client: OAuthClient | undefined;
  grants: Grants;
  installations: Installations;
  now: () => number;
}): Record<string, Method> {
  const { client, grants, installations } = deps;
  const checkClient = (args: Arguments): void => {
    if (client === undefined || text(args, 'client_id') !== client.id)
      throw new ApiError('invalid_client_id');
    if (text(args, 'client_secret') !== client.secret) throw new ApiError('bad_client_secret');
  };
  const tokenResponse = (installation: Installation): Dict => {
    const [world] = installations.worldsOf(installation);
    if (world === undefined) throw new ApiError('account_inactive');
    const { team, enterprise, app } = world;
    const { token, refresh, expiresAt, scopes, orgWide } = installation;
    const rotation = refresh !== null && {
      refresh_token: refresh,
      expires_in: Math.round(((expiresAt ?? 0) - deps.now()) / 1000),
    };
    return {
      ...{ access_token: token, token_type: 'bot', scope: [...scopes].join(','), ...rotation },
      ...{ bot_user_id: app.botUser, app_id: app.id, enterprise },
      team: orgWide ? null : { id: team.id, name: team.name },
      is_enterprise_install: orgWide,
    };
  };
  const access = (args: Arguments): Dict => {
    checkClient(args);
    switch (text(args, 'grant_type') ?? 'authorization_code') {
      case 'refresh_token':
        return tokenResponse(installations.refresh(required(args, 'refresh_token')));
      case 'authorization_code': {
        const { place, ...facts } = grants.use(text(args, 'code') ?? '', ({ redirectUri }) => {
          if (text(args, 'redirect_uri') !== redirectUri) throw new ApiError('bad_redirect_uri');
        });
        const installation = installations.install(place, facts);
        return { ...tokenResponse(installation), authed_user: { id: installation.installer } };
      }
      default:
        throw new ApiError('invalid_grant_type');
    }
  };
  return { 'oauth.v2.access': { token: 'none', scope: null, json: true, run: access } };
}

/** The app removes itself. https://docs.slack.dev/reference/methods/auth.revoke */
export const revokeMethods = (uninstall: () => void): Record<string, Method> => ({
  'auth.revoke': botMethod(null, false, (args) => {
    if (!flag(args, 'test')) uninstall();
    return { revoked: !flag(args, 'test') };
  }),
});
