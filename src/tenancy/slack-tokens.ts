/** The outcome of asking Slack for a new pair of tokens. */
export type Renewal =
  | {
      readonly kind: 'renewed';
      readonly token: string;
      readonly refresh: string;
      readonly expiresInMs: number;
      /** Null if Slack did not return them. */
      readonly scopes: readonly string[] | null;
    }
  /** Slack will never renew this token. `error`: Slack's error code. */
  | { readonly kind: 'refused'; readonly error: string }
  /** The request surely had no effect. */
  | { readonly kind: 'later' }
  /** The request may have had an effect; then the refresh token is used up. */
  | { readonly kind: 'unknown' };

/** Whether Slack accepts a bot token; `unknown` if it does not answer. */
export type TokenCheck = 'good' | 'expired' | 'refused' | 'unknown';

/** Slack's methods for tokens. Each call makes one request; no method throws. */
export interface SlackTokens {
  renew(refreshToken: string): Promise<Renewal>;
  check(botToken: string): Promise<TokenCheck>;
  /**
   * Asks the installer by direct message to install the app again, because Slack no longer renews
   * its token or does not answer. `later`: the message surely did not arrive; try again later.
   */
  askToInstallAgain(
    botToken: string,
    installer: string,
    why: 'refused' | 'unanswered',
  ): Promise<'sent' | 'failed' | 'later'>;
}
