import type { FetchFunction } from '@slack/web-api';
import { z } from 'zod';
import type { LogEvent } from '../../lib/log.ts';
import { type ReinstallReason, reinstallMessage } from '../copy/install-copy.ts';
import { classifyError } from '../web-api/classify.ts';
import { WebClient } from '../web-api/node-slack-sdk.ts';
import { errorNameOf } from '../web-api/platform-error.ts';
import { isTokenError } from '../web-api/token-error.ts';
import { createWebClient, webClientOptions } from '../web-api/web-client.ts';

/** Errors for a refresh token that is permanently invalid. */
const REFRESH_TOKEN_ERRORS: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_grant',
  'invalid_refresh_token',
  'token_expired',
  'token_revoked',
]);
/** A person waits for the page at the end of the installation. */
const HANDLE_TIMEOUT_MS = 2_000;
/** Errors for a wrong client id or secret in the operator's settings. */
const CLIENT_ERRORS: ReadonlySet<string> = new Set(['bad_client_secret', 'invalid_client_id']);

const tokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().optional().catch(undefined),
});

/**
 * Requests about tokens. No method throws or repeats a request.
 * https://docs.slack.dev/authentication/using-token-rotation
 */
export function createTokenRequests(deps: {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiUrl: string;
  /** Where people install the app. */
  readonly installUrl: string;
  readonly fetch: FetchFunction;
  readonly logEvent: LogEvent;
}) {
  const { apiUrl, fetch, logEvent } = deps;
  const anonymous = new WebClient(undefined, webClientOptions(apiUrl, fetch));
  const clientOf = (token: string, timeoutMs?: number) =>
    createWebClient({ token, slackApiUrl: apiUrl, fetch, ...(timeoutMs ? { timeoutMs } : {}) });
  return {
    async renew(refreshToken: string) {
      try {
        const answer = await anonymous.oauth.v2.access({
          client_id: deps.clientId,
          client_secret: deps.clientSecret,
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
        });
        const tokens = tokensSchema.safeParse(answer).data;
        if (!tokens) return { kind: 'unknown' } as const;
        return {
          kind: 'renewed',
          token: tokens.access_token,
          refresh: tokens.refresh_token,
          expiresInMs: tokens.expires_in * 1_000,
          scopes: tokens.scope === undefined ? null : tokens.scope.split(','),
        } as const;
      } catch (error) {
        return renewalFailure(error, logEvent);
      }
    },
    async check(botToken: string) {
      try {
        await clientOf(botToken).auth.test();
        return 'good';
      } catch (error) {
        const name = errorName(error);
        if (name === 'token_expired') return 'expired';
        return isTokenError(name) ? 'refused' : 'unknown';
      }
    },
    /** The app's handle in the workspace, without the @; null if Slack does not answer in time. */
    async handleOf(botToken: string): Promise<string | null> {
      const { user } = await clientOf(botToken, HANDLE_TIMEOUT_MS)
        .auth.test()
        .catch(() => ({ user: undefined }));
      return user || null;
    },
    async askToInstallAgain(botToken: string, installer: string, reason: ReinstallReason) {
      const text = reinstallMessage(deps.installUrl, reason);
      try {
        await clientOf(botToken).chat.postMessage({ channel: installer, text });
        return 'sent';
      } catch (error) {
        logEvent('installer_not_reached', { error: errorName(error) });
        return classifyError(error, 0).kind === 'later' ? 'later' : 'failed';
      }
    },
  };
}

function renewalFailure(error: unknown, logEvent: LogEvent) {
  const name = errorName(error);
  if (REFRESH_TOKEN_ERRORS.has(name)) return { kind: 'refused', error: name } as const;
  // The workspace's token is fine. It is renewed when the operator has fixed the setting.
  if (CLIENT_ERRORS.has(name)) {
    const says = 'Slack refuses SLACK_CLIENT_ID or SLACK_CLIENT_SECRET: check both';
    logEvent('oauth_client_refused', { error: name, says });
    return { kind: 'later' } as const;
  }
  return { kind: classifyError(error, 0).kind === 'unknown' ? 'unknown' : 'later' } as const;
}

/** Slack's name for an error, safe to log; empty for any other error. */
function errorName(error: unknown): string {
  const name = errorNameOf(error) ?? '';
  return /^\w{1,60}$/.test(name) ? name : '';
}
