import type { Installation } from '@slack/oauth';
import type { NewInstallation } from '../tenancy/install.ts';

/** An answer of Slack's that names no bot of ours is none. */
export class NoBotError extends Error {
  override readonly name = 'NoBotError';
}

/**
 * What Slack said, as it is stored. People's own tokens are neither asked for nor kept.
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
