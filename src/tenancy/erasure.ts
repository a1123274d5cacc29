import type { AccountUsers, ErasedCounts } from '../domain/ports.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import { createLeaveAccounts } from './leave-accounts.ts';
import { withoutTokens } from './uninstall.ts';

/** How long a workspace's data is kept after an uninstall, in case it installs the app again. */
export const RETENTION_DAYS = 30;
const RETENTION_MS = RETENTION_DAYS * 24 * 3_600_000;

export interface Erasure {
  /**
   * Ends an installation and erases all its data. Returns null if there is no such installation.
   * After an interruption another call finishes the work. Throws what the store throws.
   */
  erase(id: string): Promise<ErasedCounts | null>;
  /** Whether it ended longer ago than the retention period. */
  isPastRetention(record: InstallationRecord): boolean;
  /** Erases former Jogg accounts whose videos have all ended. Throws what the store throws. */
  eraseFormerAccounts(record: InstallationRecord): Promise<void>;
}

/** Erases step by step; each step may be repeated. */
export function createErasure(deps: {
  readonly records: InstallationRecords;
  readonly scopeFor: (id: string) => Promise<string>;
  /** Erases every record and task of a scope. */
  readonly eraseScope: (scope: string) => Promise<ErasedCounts>;
  readonly usersOf: (keyId: string) => Pick<AccountUsers, 'remove'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Erasure {
  const { records, scopeFor, eraseScope, clock, logEvent } = deps;
  const leaveAccounts = createLeaveAccounts(deps);

  return {
    eraseFormerAccounts: leaveAccounts.former,
    isPastRetention: ({ ended }) => ended !== null && clock.now() - ended.at > RETENTION_MS,
    async erase(id) {
      // From now on no request and no task can open it, so nothing more is written.
      const record = await records.revise(id, (now) =>
        now && now.ended === null
          ? withoutTokens(now, { at: clock.now(), how: 'uninstalled' })
          : null,
      );
      if (!record) return null;
      const erased = await eraseScope(await scopeFor(id));
      await leaveAccounts.all(record);
      await records.remove(record);
      logEvent('workspace_erased', { workspace: id, ...erased });
      return erased;
    },
  };
}
