import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';
import { type AccountUsers, createLeaveAccounts } from './leave-accounts.ts';
import { withoutTokens } from './uninstall.ts';

/** How long what is kept of a workspace waits for it to install the app again. */
export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 24 * 3_600_000;

/** How much was erased. */
export interface Erased {
  readonly records: number;
  readonly tasks: number;
}

export interface Erasure {
  /**
   * Ends an installation and erases everything that is kept of it; null where there is none.
   * Whatever interrupts it, another call does the rest. Throws what the store throws.
   */
  erase(id: string): Promise<Erased | null>;
  /** Whether it ended so long ago that nobody waits for it. */
  isOld(record: InstallationRecord): boolean;
  /** Erases former Jogg accounts whose last videos have ended. Throws what the store throws. */
  forgetFormer(record: InstallationRecord): Promise<void>;
}

export function createErasure(deps: {
  readonly records: InstallationRecords;
  readonly scopeFor: (id: string) => Promise<string>;
  /** Erases every record and task of a part of the state. */
  readonly eraseScope: (scope: string) => Promise<Erased>;
  readonly usersOf: (keyId: string) => Pick<AccountUsers, 'remove'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Erasure {
  const { records, scopeFor, eraseScope, clock, logEvent } = deps;
  const leaveAccounts = createLeaveAccounts(deps);

  return {
    forgetFormer: leaveAccounts.former,
    isOld: ({ ended }) => ended !== null && clock.now() - ended.at > KEPT_MS,
    async erase(id) {
      // From now on no request and no task of its own finds it, so nothing is written any more.
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
