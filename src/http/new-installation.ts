import type { Installation } from '@slack/oauth';
import type { NewInstallation } from '../tenancy/install.ts';

/** Slack's answer contains no bot. */
export class NoBotError extends Error {
  override readonly name = 'NoBotError';
}

/**
 * Converts Slack's installation to the form in which it is stored. User tokens are not requested
 * and not stored.
 * @throws {NoBotError}
 */
export function newInstallation(installation: Installation): NewInstallation {
  const { bot, team, enterprise, user, appId } = installation;
  if (!bot) throw new NoBotError('Slack gave no bot token');
  const idAndName = (each: { id: string; name?: string } | undefined) =>
    each ? { id: each.id, name: each.name ?? null } : null;
  return {
    team: installation.isEnterpriseInstall ? null : idAndName(team),
    enterprise: idAndName(enterprise),
    installer: user.id,
    appId: appId ?? null,
    bot: { id: bot.id, userId: bot.userId, scopes: bot.scopes },
    token: bot.token,
    refresh: bot.refreshToken ?? null,
    expiresAt: bot.expiresAt === undefined ? null : bot.expiresAt * 1_000,
  };
}
