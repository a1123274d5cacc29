import type { AccountUsers } from '../domain/ports.ts';
import { scopeOfAccount } from '../domain/scope.ts';
import type { Clock } from '../lib/clock.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';

/** Ends a workspace's use of Jogg accounts. Both methods throw what the store throws. */
export interface LeaveAccounts {
  /** All accounts in its record. */
  all(record: InstallationRecord): Promise<void>;
  /** Former accounts whose videos have ended. Also erases their keys and webhook tokens. */
  former(record: InstallationRecord): Promise<void>;
}

/**
 * An account's data is erased when the last workspace that uses it leaves. After an interruption
 * another call finishes the work.
 */
export function createLeaveAccounts(deps: {
  readonly records: InstallationRecords;
  readonly scopeFor: (id: string) => Promise<string>;
  /** Erases every record and task of a scope. */
  readonly eraseScope: (scope: string) => Promise<unknown>;
  readonly usersOf: (keyId: string) => Pick<AccountUsers, 'remove'>;
  readonly clock: Pick<Clock, 'now'>;
}): LeaveAccounts {
  const { records, scopeFor, eraseScope, usersOf, clock } = deps;

  async function leave(id: string, keyIds: readonly string[]): Promise<void> {
    if (keyIds.length === 0) return;
    const stillUsed = new Set<string>();
    for (const other of await records.list())
      if (other !== id)
        for (const keyId of accountsOf(await records.load(other))) stillUsed.add(keyId);
    const scope = await scopeFor(id);
    for (const keyId of keyIds)
      if (stillUsed.has(keyId)) await usersOf(keyId).remove(scope);
      else await eraseScope(scopeOfAccount(keyId));
  }

  return {
    all: (record) => leave(record.id, accountsOf(record)),
    async former({ id, jogg, formerJogg }) {
      const now = clock.now();
      const expired = formerJogg.filter(({ until }) => until <= now);
      if (expired.length === 0) return;
      const remaining = [jogg, ...formerJogg.filter(({ until }) => until > now)];
      const unused = expired.filter(
        ({ keyId }) => !remaining.some((each) => each?.keyId === keyId),
      );
      for (const { webhookToken } of expired) await records.unlinkWebhookToken(webhookToken, id);
      await leave(
        id,
        unused.map(({ keyId }) => keyId),
      );
      await records.revise(id, (record) =>
        record
          ? {
              ...record,
              revision: record.revision + 1,
              formerJogg: record.formerJogg.filter(({ until }) => until > now),
            }
          : null,
      );
    },
  };
}

const accountsOf = (record: InstallationRecord | undefined): readonly string[] =>
  record ? [record.jogg, ...record.formerJogg].flatMap((each) => (each ? [each.keyId] : [])) : [];
