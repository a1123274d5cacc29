/** What became of asking Slack for a new pair of tokens. */
export type Renewal =
  | {
      readonly kind: 'renewed';
      readonly token: string;
      readonly refresh: string;
      readonly expiresInMs: number;
      /** Null where Slack did not say. */
      readonly scopes: readonly string[] | null;
    }
  /** Slack will never renew this one. `error`: Slack's word for it. */
  | { readonly kind: 'refused'; readonly error: string }
  /** It surely had no effect. */
  | { readonly kind: 'later' }
  /** It may have had an effect: then the refresh token is used up. */
  | { readonly kind: 'unknown' };

/** Whether Slack takes a bot token; `unknown` where it does not answer. */
export type TokenCheck = 'good' | 'expired' | 'refused' | 'unknown';

/** Slack, as far as tokens are concerned. One call is one request; no method throws. */
export interface SlackTokens {
  renew(refreshToken: string): Promise<Renewal>;
  check(botToken: string): Promise<TokenCheck>;
  /**
   * Asks the installer by a direct message to install the app again, because Slack no longer renews
   * its token, or does not answer. `not_now`: it surely did not arrive, and may later.
   */
  askToInstallAgain(
    botToken: string,
    installer: string,
    why: 'refused' | 'unanswered',
  ): Promise<'told' | 'not_told' | 'not_now'>;
}
