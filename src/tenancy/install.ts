import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import type { Sealing } from './sealing.ts';

interface NamedEntity {
  readonly id: string;
  readonly name: string | null;
}

/** What Slack returned when somebody installed the app. */
export interface NewInstallation {
  /** Null if the app is installed for a whole organization. */
  readonly team: NamedEntity | null;
  readonly enterprise: NamedEntity | null;
  readonly installer: string | null;
  readonly appId: string | null;
  /** Its handle may be unknown. */
  readonly bot: Omit<InstallationRecord['bot'], 'handle'> & { readonly handle?: string | null };
  readonly token: string;
  /** Null if the tokens do not expire. */
  readonly refresh: string | null;
  /** ms since the epoch */
  readonly expiresAt: number | null;
}

/** Stores an installation. Throws what the store throws. */
export type Install = (installation: NewInstallation) => Promise<InstallationRecord>;

/**
 * Installing again replaces the tokens, the scopes and the status of the earlier installation. The
 * workspace's own Jogg account stays, and its waiting videos resume.
 */
export function createInstall(deps: {
  readonly records: InstallationRecords;
  readonly sealing: Sealing;
  readonly scopeFor: (id: string) => Promise<string>;
  readonly wakeScope: (scope: string) => Promise<unknown>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Install {
  const { records, sealing, scopeFor, wakeScope, clock, logEvent } = deps;
  return async (installation) => {
    const { team, enterprise, installer, appId, bot, expiresAt } = installation;
    const id = team?.id ?? enterprise?.id;
    if (id === undefined)
      throw new TypeError('Slack named neither a workspace nor an organization');
    const token = await sealing.seal(installation.token, { tenant: id, use: 'slack-bot' });
    const refresh =
      installation.refresh &&
      (await sealing.seal(installation.refresh, { tenant: id, use: 'slack-refresh' }));
    const stored = await records.revise(id, (old) => ({
      id,
      team,
      enterprise,
      generation: (old?.generation ?? 0) + 1,
      revision: (old?.revision ?? 0) + 1,
      installedAt: clock.now(),
      installer,
      appId,
      bot: { ...bot, handle: bot.handle ?? old?.bot.handle ?? null },
      token,
      refresh,
      expiresAt,
      renewals: 0,
      renewalRefused: null,
      renewalDoubted: null,
      jogg: old?.jogg ?? null,
      formerJogg: old?.formerJogg ?? [],
      ended: null,
      doubted: null,
    }));
    if (!stored) throw new TypeError('an installation that was stored is not there');
    logEvent('installed', { workspace: id, generation: stored.generation });
    await wakeScope(await scopeFor(id));
    return stored;
  };
}
