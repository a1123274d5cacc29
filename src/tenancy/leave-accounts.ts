import { scopeOfAccount } from '../domain/scope.ts';
import type { Clock } from '../lib/clock.ts';
import type { InstallationRecord, InstallationRecords } from './installation-record.ts';

/** Who uses a Jogg account of workspaces' own. Both methods throw what the store throws. */
export interface AccountUsers {
  add(scope: string): Promise<void>;
  remove(scope: string): Promise<void>;
}

/** A workspace leaves Jogg accounts. Both methods throw what the store throws. */
export interface LeaveAccounts {
  /** All that it ever used. */
  all(record: InstallationRecord): Promise<void>;
  /** Former ones whose last videos have ended: their keys and addresses are erased, too. */
  former(record: InstallationRecord): Promise<void>;
}

/**
 * What is kept of an account is erased with the last workspace that uses it. Whatever interrupts
 * it, another call does the rest.
 */
export function createLeaveAccounts(deps: {
  readonly records: InstallationRecords;
  readonly scopeFor: (id: string) => Promise<string>;
  /** Erases every record and task of a part of the state. */
  readonly eraseScope: (scope: string) => Promise<unknown>;
  readonly usersOf: (keyId: string) => Pick<AccountUsers, 'remove'>;
  readonly clock: Pick<Clock, 'now'>;
}): LeaveAccounts {
  const { records, scopeFor, eraseScope, usersOf, clock } = deps;

  async function leave(id: string, left: readonly string[]): Promise<void> {
    if (left.length === 0) return;
    const used = new Set<string>();
    for (const other of await records.list())
      if (other !== id) for (const keyId of accountsOf(await records.load(other))) used.add(keyId);
    const scope = await scopeFor(id);
    for (const keyId of left)
      if (used.has(keyId)) await usersOf(keyId).remove(scope);
      else await eraseScope(scopeOfAccount(keyId));
  }

  return {
    all: (record) => leave(record.id, accountsOf(record)),
    async former({ id, jogg, formerJogg }) {
      const now = clock.now();
      const over = formerJogg.filter(({ until }) => until <= now);
      if (over.length === 0) return;
      const stays = [jogg, ...formerJogg.filter(({ until }) => until > now)];
      const left = over.filter(({ keyId }) => !stays.some((each) => each?.keyId === keyId));
      for (const { webhookToken } of over) await records.unlinkWebhookToken(webhookToken, id);
      await leave(
        id,
        left.map(({ keyId }) => keyId),
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
