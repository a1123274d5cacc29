/** Slack rejects the token: no call succeeds before it is renewed. */
const TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
]);
/** How often one call may probe a workspace whose token was rejected. */
export const PROBE_INTERVAL_MS = 5 * 60_000;

/**
 * Whether a Slack error concerns only the token. The same request may succeed with another token.
 */
export function isTokenError(error: string): boolean {
  return TOKEN_ERRORS.has(error);
}
