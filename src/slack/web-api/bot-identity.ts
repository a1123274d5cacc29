import type { WebClient } from '@slack/web-api';
import type { Installation } from '../../domain/membership.ts';
import { errorFields, type LogFields } from '../../lib/log.ts';
import { classifyError } from './classify.ts';

/** Slack does not accept the bot token; the message says how to fix it. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
  readonly code = 'token_refused';

  constructor(error: string) {
    super(
      `Slack refuses SLACK_BOT_TOKEN (${error}). Copy the Bot User OAuth Token from api.slack.com/apps → your app → OAuth & Permissions, or reinstall the app`,
    );
  }
}

/** Who the token is: names of Slack's, for people alone. */
export interface Bot {
  readonly workspace: string;
  /** Without the @. */
  readonly handle: string;
}

export interface BotIdentity {
  /**
   * Asks Slack once who we are. Where it does not answer, that is reported and passes.
   * @throws {TokenRefusedError}
   */
  load(onUnreachable: (fields: LogFields) => void): Promise<void>;
  /** As Bolt wants it; empty until learnt. */
  ids(): { botId?: string; botUserId?: string; teamId?: string };
  /**
   * Whose the token is. Asks Slack again where it was not there at the start, one request at a
   * time; null where it cannot be asked now. Never throws.
   */
  installation(): Promise<Installation | null>;
  /** The names of what is learnt, for people. */
  bot(): Bot | null;
  /** What people type to mention the app, with its @; the manifest's name until it is learnt. */
  handle(): string;
  /** The app's id, where Slack tells it. Never throws. */
  appId(): Promise<string | null>;
  /** Whether the app may look for its own messages; unknown counts as yes, Slack will say. */
  mayReadHistory(): boolean;
  /** Whether a scope was granted; unknown counts as yes. */
  can(scope: string): boolean;
  /** The scopes that were granted; null until learnt. */
  scopes(): readonly string[] | null;
}

/** What is known of a bot token before Slack is asked. */
export interface StoredIdentity extends Installation {
  readonly botUserId: string | null;
  readonly botId: string | null;
  readonly scopes: readonly string[] | null;
  /** Without the @. */
  readonly handle: string | null;
  readonly appId: string | null;
}

/**
 * Who the bot token is, and what it may do: as it was told, else as Slack answers.
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
    // An org-wide token may name no workspace: its organization stands for it then.
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
  // The app may have another name by now than when it was installed.
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
      // A token of a whole organization has to name one. https://docs.slack.dev/reference/methods/bots.info
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
    // An organization is no workspace that a call could be about.
    ...(workspace.startsWith('T') ? { teamId: workspace } : {}),
  };
}
