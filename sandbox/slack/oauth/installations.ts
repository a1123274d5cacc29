import { secret } from '../ids.ts';
import { ApiError } from '../methods/api-call.ts';
import type { Installation, World } from '../world.ts';

/** The installation of a token, and whether the token still works. */
export interface ResolvedToken {
  readonly installation: Installation;
  /** Slack's error for each call with this token. */
  readonly error: 'token_revoked' | 'token_expired' | null;
}

type Grant = { scopes: Iterable<string>; installer: string; token?: string };
export type Installations = ReturnType<typeof createInstallations>;

/** All installations and their tokens. `lifeMs`: a token's lifetime, null without rotation. */
export function createInstallations(deps: {
  worlds: readonly World[];
  now: () => number;
  lifeMs: number | null;
}) {
  const { worlds, now, lifeMs } = deps;
  /** Every token ever issued. */
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
     * Installs the app for a workspace or an organization, replacing its workspaces' installations.
     * A second install in the same place adds scopes and, with rotation, issues a new token.
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
    /** Undefined for a token that was never issued. */
    resolve(token: string): ResolvedToken | undefined {
      const installation = issued.get(token);
      if (installation === undefined) return undefined;
      const isRevoked = worldsOf(installation).length === 0;
      const isOld = installation.token !== token || now() >= (installation.expiresAt ?? Infinity);
      const error = isRevoked ? 'token_revoked' : isOld ? 'token_expired' : null;
      return { installation, error };
    },
    /** Issues a new pair; ends the old one. @throws ApiError `invalid_refresh_token` */
    refresh(token: string): Installation {
      const found = worlds.map((each) => each.installed()).find((each) => each?.refresh === token);
      if (!found) throw new ApiError('invalid_refresh_token');
      return issueToken(found);
    },
    /** Removes the app; its token no longer works. */
    end(installation: Installation): void {
      for (const world of worldsOf(installation)) world.install(null);
    },
  };
}
