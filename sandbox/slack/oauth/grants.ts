import { secret } from '../ids.ts';
import { ApiError } from '../methods/api-call.ts';

/** What somebody has allowed on the consent page. */
export interface Grant {
  /** `T…`, or `E…` for a whole organisation. */
  readonly place: string;
  readonly scopes: readonly string[];
  readonly installer: string;
  /** As it was asked for; undefined where it was not. */
  readonly redirectUri: string | undefined;
}

export type Grants = ReturnType<typeof createGrants>;

/** https://docs.slack.dev/authentication/installing-with-oauth */
const GOOD_FOR_MS = 10 * 60_000;

/** Codes for what was allowed: each is good once, for ten minutes. */
export function createGrants(now: () => number) {
  const issued = new Map<string, { grant: Grant; at: number; used: boolean }>();
  return {
    issue(grant: Grant): string {
      const code = `${now()}.${issued.size}.${secret()}`;
      issued.set(code, { grant, at: now(), used: false });
      return code;
    },
    /** @throws ApiError `invalid_code`, `code_already_used` or `bad_redirect_uri` */
    use(code: string, redirectUri: string | undefined): Grant {
      const known = issued.get(code);
      if (known === undefined || now() - known.at > GOOD_FOR_MS) throw new ApiError('invalid_code');
      if (known.used) throw new ApiError('code_already_used');
      if (redirectUri !== known.grant.redirectUri) throw new ApiError('bad_redirect_uri');
      known.used = true;
      return known.grant;
    },
  };
}
