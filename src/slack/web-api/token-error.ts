/** Slack does not accept the token: nothing will work until it is renewed, then everything does. */
const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
]);
/** Of a workspace whose token is refused, one call in so many ms is a probe. */
export const PROBE_INTERVAL_MS = 5 * 60_000;

/**
 * Whether an error of Slack's speaks of the token alone: what was asked may work with another one.
 */
export function isTokenError(error: string): boolean {
  return TOKEN_ERRORS.has(error);
}
