import { secret } from '../ids.ts';
import { ApiError } from '../methods/api-call.ts';
import type { Installation, World } from '../world.ts';

/** What a token is good for. */
export interface ResolvedToken {
  readonly installation: Installation;
  /** What Slack answers instead of the call. */
  readonly error: 'token_revoked' | 'token_expired' | null;
}

type Grant = { scopes: Iterable<string>; installer: string; token?: string };
export type Installations = ReturnType<typeof createInstallations>;

/** Who has the app, and by which token; `lifeMs`: of a token, null where they do not rotate. */
export function createInstallations(deps: {
  worlds: readonly World[];
  now: () => number;
  lifeMs: number | null;
}) {
  const { worlds, now, lifeMs } = deps;
  /** Every token there ever was. */
  const issued = new Map<string, Installation>();
  const worldsOf = (installation: Installation) =>
    worlds.filter((each) => each.installed() === installation);
  const worldsAt = (place: string) =>
    worlds.filter(({ team, enterprise }) => [team.id, enterprise?.id].includes(place));

  const issueToken = (installation: Installation, token?: string): Installation => {
    const rotates = token === undefined && lifeMs !== null;
    installation.token = token ?? `${rotates ? 'xoxe.xoxb-1' : 'xoxb'}-${secret()}${secret()}`;
    installation.refresh = rotates ? `xoxe-1-${secret()}${secret()}` : null;
    installation.expiresAt = rotates ? now() + lifeMs : null;
    issued.set(installation.token, installation);
    return installation;
  };

  return {
    worldsOf,
    worldsAt,
    /**
     * Installs the app for a workspace or an organization, in place of what its workspaces had.
     * Once more in the same place: more scopes, and with rotation another token.
     */
    install(place: string, { scopes, installer, token }: Grant): Installation {
      const targets = worldsAt(place);
      const known = targets[0]?.installed();
      const again = known?.id === place;
      const plain = { id: place, orgWide: place.startsWith('E'), scopes: new Set<string>() };
      const empty = { ...plain, installer, token: '', refresh: null, expiresAt: null };
      const installation: Installation = again ? known : empty;
      for (const scope of scopes) installation.scopes.add(scope);
      installation.installer = installer;
      if (!again || installation.refresh !== null) issueToken(installation, token);
      for (const world of targets) world.install(installation);
      return installation;
    },
    /** Undefined for a token that nobody was given. */
    resolve(token: string): ResolvedToken | undefined {
      const installation = issued.get(token);
      if (installation === undefined) return undefined;
      const isRevoked = worldsOf(installation).length === 0;
      const isOld = installation.token !== token || now() >= (installation.expiresAt ?? Infinity);
      const error = isRevoked ? 'token_revoked' : isOld ? 'token_expired' : null;
      return { installation, error };
    },
    /** Another pair of tokens; the one before is dead. @throws ApiError `invalid_refresh_token` */
    refresh(token: string): Installation {
      const found = worlds.map((each) => each.installed()).find((each) => each?.refresh === token);
      if (!found) throw new ApiError('invalid_refresh_token');
      return issueToken(found);
    },
    /** Takes the app away; its token is dead from now on. */
    end(installation: Installation): void {
      for (const world of worldsOf(installation)) world.install(null);
    },
  };
}
