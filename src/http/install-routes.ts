import { InstallProvider, InvalidStateError } from '@slack/oauth';
import type { WebClientOptions } from '@slack/web-api';
import { errorFields, type LogEvent } from '../lib/log.ts';
import { errorCodeOf } from '../lib/network/error-code.ts';
import { type InstallOutcome, installPage } from '../slack/copy/install-copy.ts';
import { errorNameOf } from '../slack/web-api/platform-error.ts';
import type { NewInstallation } from '../tenancy/install.ts';
import { INSTALL_PATH, installUrlOf, REDIRECT_PATH } from './install-paths.ts';
import { newInstallation } from './new-installation.ts';
import { answerPage } from './page.ts';
import { answer, type Route } from './server.ts';

const COOKIE = 'jogg-slack-install';

/** The state parameter was used before or is too old. */
class UsedStateError extends InvalidStateError {}
/** The store failed to read or write. */
class UnstoredError extends Error {
  override readonly name = 'UnstoredError';
}

export interface InstallDeps {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicUrl: string;
  /** `webClientOptions`. Its URL also leads to Slack's consent page. */
  readonly clientOptions: WebClientOptions & { readonly slackApiUrl: string };
  /** The scopes to ask for. */
  readonly scopes: readonly string[];
  /** One-time state parameters. All methods throw what the store throws. */
  readonly states: {
    issue(): Promise<string>;
    redeem(state: string): Promise<boolean>;
    isValid(state: string): Promise<boolean>;
  };
  /** Stores an installation. Throws what the store throws. */
  readonly install: (installation: NewInstallation) => Promise<unknown>;
  readonly logEvent: LogEvent;
}

/**
 * `GET /slack/install` redirects the person to Slack's consent page, with a one-time state that a
 * cookie ties to the browser. `GET /slack/oauth_redirect` receives Slack's answer, stores the
 * installation and shows a page with the outcome.
 */
export function installRoutes(deps: InstallDeps): readonly Route[] {
  const { publicUrl, logEvent } = deps;
  const installUrl = installUrlOf(publicUrl);
  const options = { scopes: [...deps.scopes], redirectUri: `${publicUrl}${REDIRECT_PATH}` };
  const provider = providerOf(deps, options);
  const sendPage = (response: Parameters<typeof answerPage>[0], end: InstallOutcome): void => {
    const { status, page } = installPage(end, installUrl);
    answerPage(response, status, page);
  };
  return [
    {
      method: 'GET',
      path: INSTALL_PATH,
      handle: async (request, response) => {
        // A HEAD request only checks that the URL exists, so it needs no state.
        if (request.method === 'HEAD') return answer(response, 200);
        response.setHeader('cache-control', 'no-store');
        try {
          await provider.handleInstallPath(request, response, undefined, options);
        } catch (error) {
          logEvent('install_failed', { at: 'start', ...errorFields(error) });
          sendPage(response, { kind: 'unstored' });
        }
      },
    },
    {
      method: 'GET',
      path: REDIRECT_PATH,
      handle: (request, response) =>
        provider.handleCallback(request, response, {
          success: (installation) =>
            sendPage(response, {
              kind: 'installed',
              name: (installation.team ?? installation.enterprise)?.name ?? null,
              openUrl: appUrl(deps.clientOptions.slackApiUrl, installation),
            }),
          failureAsync: async (error) => {
            const query = new URL(request.url ?? '', 'http://x').searchParams;
            const outcome = outcomeOfError(error, query);
            // A reloaded page has lost its cookie and looks like another browser.
            const isUsed =
              outcome.kind === 'elsewhere' &&
              !(await deps.states.isValid(query.get('state') ?? '').catch(() => true));
            const end: InstallOutcome = isUsed ? { kind: 'spent' } : outcome;
            logEvent(`install_${end.kind === 'cancelled' ? 'cancelled' : 'failed'}`, {
              end: end.kind,
              ...errorFields(error),
            });
            sendPage(response, end);
          },
        }),
    },
  ];
}

function providerOf(
  deps: InstallDeps,
  options: { readonly scopes: string[]; readonly redirectUri: string },
): InstallProvider {
  const { states, clientOptions } = deps;
  const withStoreError = <T>(work: Promise<T>): Promise<T> =>
    work.catch((cause: unknown) => {
      throw new UnstoredError('the store failed', { cause });
    });
  return new InstallProvider({
    clientId: deps.clientId,
    clientSecret: deps.clientSecret,
    authorizationUrl: new URL('/oauth/v2/authorize', clientOptions.slackApiUrl).href,
    directInstall: true,
    stateCookieName: COOKIE,
    clientOptions,
    ...(clientOptions.logger ? { logger: clientOptions.logger } : {}),
    stateStore: {
      generateStateParam: () => withStoreError(states.issue()),
      async verifyStateParam(_now, state) {
        if (!(await withStoreError(states.redeem(state))))
          throw new UsedStateError('used or too old');
        return options;
      },
    },
    installationStore: {
      storeInstallation: async (installation) => {
        await withStoreError(deps.install(newInstallation(installation)));
      },
      fetchInstallation: () => Promise.reject(new TypeError('installations are read elsewhere')),
    },
  });
}

/** The outcome of a failed installation. */
function outcomeOfError(error: unknown, query: URLSearchParams): InstallOutcome {
  if (error instanceof UnstoredError) return { kind: 'unstored' };
  if (error instanceof UsedStateError) return { kind: 'spent' };
  const name = errorNameOf(error);
  if (name !== null) return { kind: 'refused', error: safeErrorCode(name) };
  switch (errorCodeOf(error)) {
    case 'slack_oauth_installer_authorization_error':
      return { kind: 'cancelled' };
    case 'slack_oauth_invalid_state':
      return { kind: 'elsewhere' };
    case 'slack_oauth_missing_state':
      return { kind: 'stateless' };
    case 'slack_oauth_missing_code':
      return { kind: 'refused', error: safeErrorCode(query.get('error')) };
    case 'slack_webapi_request_error':
    case 'slack_webapi_http_error':
    case 'slack_webapi_rate_limited_error':
      return { kind: 'unanswered' };
    default:
      return { kind: 'refused', error: null };
  }
}

/** An error code of Slack; null for anything else, which anyone can put into the URL. */
const safeErrorCode = (text: string | null): string | null =>
  text !== null && /^[a-z_]{1,60}$/.test(text) ? text : null;

/** Slack's link that opens the app. https://docs.slack.dev/interactivity/deep-linking */
function appUrl(
  apiUrl: string,
  {
    appId,
    team,
  }: { readonly appId?: string | undefined; readonly team?: { id: string } | undefined },
): string {
  const url = new URL('/app_redirect', apiUrl);
  if (appId !== undefined) url.searchParams.set('app', appId);
  if (team !== undefined) url.searchParams.set('team', team.id);
  return url.href;
}
