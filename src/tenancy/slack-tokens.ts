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

/** Slack, as far as tokens are concerned. One call is one request; no method throws. */
export interface SlackTokens {
  renew(refreshToken: string): Promise<Renewal>;
  /** Whether Slack takes a bot token; `unknown` where it does not answer. */
  check(botToken: string): Promise<'good' | 'refused' | 'unknown'>;
  /** Asks the installer by a direct message to install the app again. Whether it arrived. */
  askToInstallAgain(botToken: string, installer: string): Promise<boolean>;
}
