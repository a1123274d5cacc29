import type { Clock } from '../lib/clock.ts';
import type { LogEvent } from '../lib/log.ts';
import { withoutTokens } from './endings.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';

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
}

export function createErasure(deps: {
  readonly records: InstallationRecords;
  readonly scopeFor: (id: string) => Promise<string>;
  /** Erases every record and task of a part of the state. */
  readonly eraseScope: (scope: string) => Promise<Erased>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logEvent: LogEvent;
}): Erasure {
  const { records, scopeFor, eraseScope, clock, logEvent } = deps;

  /** The accounts at Jogg that no other workspace uses. */
  async function ownAccounts(record: InstallationRecord): Promise<readonly string[]> {
    const others = (await records.list()).filter((each) => each !== record.id);
    const used = new Set<string>();
    for (const other of others)
      for (const keyId of accountsOf(await records.load(other))) used.add(keyId);
    return accountsOf(record).filter((keyId) => !used.has(keyId));
  }

  return {
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
      for (const keyId of await ownAccounts(record)) await eraseScope(`jogg-${keyId}`);
      await records.remove(record);
      logEvent('workspace_erased', { workspace: id, ...erased });
      return erased;
    },
  };
}

const accountsOf = (record: InstallationRecord | undefined): readonly string[] =>
  record ? [record.jogg, ...record.formerJogg].flatMap((each) => (each ? [each.keyId] : [])) : [];
