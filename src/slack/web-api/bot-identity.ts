import type { WebClient } from '@slack/web-api';
import { type Installation, isOrganization } from '../../domain/membership.ts';
import { errorFields, type LogFields } from '../../lib/log.ts';
import { classifyError } from './classify.ts';

/** Slack rejects the bot token; the message explains the fix. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token_refused';

  constructor(error: string) {
    super(
      `Slack refuses SLACK_BOT_TOKEN (${error}). Copy the Bot User OAuth Token from api.slack.com/apps → your app → OAuth & Permissions, or reinstall the app`,
    );
  }
}

/** The names of the bot and its workspace, for display only. */
export interface Bot {
  readonly workspace: string;
  /** Without the @. */
  readonly handle: string;
}

export interface BotIdentity {
  /**
   * Loads the identity from Slack with one request. If Slack does not answer, calls
   * `onUnreachable` and returns.
   * @throws {TokenRefusedError}
   */
  load(onUnreachable: (fields: LogFields) => void): Promise<void>;
  /** The ids in the shape that Bolt's `authorize` returns; empty before the identity is loaded. */
  ids(): { botId?: string; botUserId?: string; teamId?: string };
  /**
   * The owner of the token. Asks Slack again while it is unknown, one request at a time. Null if
   * Slack does not answer now. Never throws.
   */
  installation(): Promise<Installation | null>;
  /** The names in the loaded identity; null before it is loaded. */
  bot(): Bot | null;
  /** The app's handle, with its @; the manifest's name before the identity is loaded. */
  handle(): string;
  /** The app's id; null if Slack does not give it. Never throws. */
  appId(): Promise<string | null>;
  /** Whether the app has a `:history` scope. True while the scopes are unknown. */
  mayReadHistory(): boolean;
  /** Whether a scope is granted. True while the scopes are unknown. */
  can(scope: string): boolean;
  /** The granted scopes; null before the identity is loaded. */
  scopes(): readonly string[] | null;
}

/** The identity that the app stored for a token when it was installed. */
export interface StoredIdentity extends Installation {
  readonly botUserId: string | null;
  readonly botId: string | null;
  readonly scopes: readonly string[] | null;
  /** Without the @. */
  readonly handle: string | null;
  readonly appId: string | null;
}

/**
 * The identity and the scopes of a bot token: from `stored`, otherwise from Slack.
 * https://docs.slack.dev/reference/methods/auth.test
 */
export function createBotIdentity(
  client: Pick<WebClient, 'auth' | 'bots'>,
  stored: StoredIdentity | null = null,
): BotIdentity {
  let ids: { botId?: string; botUserId?: string; teamId?: string } = stored ? idsOf(stored) : {};
  let granted: readonly string[] | null = stored?.scopes ?? null;
  let installation: Installation | null = stored;
  let pending: Promise<void> | null = null;
  let bot: Bot | null = null;
  let appId: string | null = stored?.appId ?? null;

  async function fetchIdentity(): Promise<void> {
    const answer = await client.auth.test();
    const { team, user } = answer;
    bot = team && user ? { workspace: team, handle: user } : null;
    if (stored) return;
    ids = {
      ...(answer.bot_id ? { botId: answer.bot_id } : {}),
      ...(answer.user_id ? { botUserId: answer.user_id } : {}),
      ...(answer.team_id ? { teamId: answer.team_id } : {}),
    };
    granted = answer.response_metadata?.scopes ?? null;
    appId = answer.app_id ?? null;
    const enterprise = answer.enterprise_id || null;
    // An org-wide token may name no workspace. The organization's id takes its place.
    const workspace = answer.team_id || enterprise;
    installation = workspace === null ? null : { workspace, enterprise };
  }

  const fetchIdentityOnce = (): Promise<void> => {
    pending ??= fetchIdentity()
      .catch(() => undefined)
      .finally(() => {
        pending = null;
      });
    return pending;
  };
  // The app may have been renamed since it was installed.
  if (stored) void fetchIdentityOnce();

  return {
    installation: async () => {
      if (installation === null) await fetchIdentityOnce();
      return installation;
    },
    load: async (onUnreachable) => {
      try {
        await fetchIdentity();
      } catch (error) {
        const failure = classifyError(error, 0);
        if (failure.kind === 'refused') throw new TokenRefusedError(failure.error);
        onUnreachable({ outcome: failure.kind, ...errorFields(error) });
      }
    },
    bot: () => bot,
    handle: () => {
      if (stored && bot === null) void fetchIdentityOnce();
      return `@${bot?.handle ?? stored?.handle ?? 'Jogg'}`;
    },
    appId: async () => {
      if (appId || !ids.botId || !granted?.includes('users:read')) return appId;
      // An org-wide token requires `team_id`. https://docs.slack.dev/reference/methods/bots.info
      const team = ids.teamId === undefined ? {} : { team_id: ids.teamId };
      const answer = await client.bots.info({ bot: ids.botId, ...team }).catch(() => null);
      return answer?.bot?.app_id ?? null;
    },
    ids: () => ids,
    mayReadHistory: () => granted === null || granted.some((scope) => scope.endsWith(':history')),
    can: (scope) => granted === null || granted.includes(scope),
    scopes: () => granted,
  };
}

function idsOf({ workspace, botId, botUserId }: StoredIdentity) {
  return {
    ...(botId === null ? {} : { botId }),
    ...(botUserId === null ? {} : { botUserId }),
    // An organization's id is not a valid `team_id`.
    ...(isOrganization(workspace) ? {} : { teamId: workspace }),
  };
}
