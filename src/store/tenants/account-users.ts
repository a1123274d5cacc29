import { z } from 'zod';
import type { AccountUsers } from '../../domain/ports.ts';
import { scopeOfAccount } from '../../domain/scope.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { StateBackend } from '../backend.ts';
import { createDocuments, type DocumentDeps } from '../records/documents.ts';
import { scopedState } from './scoped-state.ts';

const KEY = 'all';

/** Keeps the tenants of the account to which `deps` is scoped. */
export function createAccountUsers(deps: DocumentDeps): AccountUsers {
  const users = createDocuments(deps, 'account-users', z.array(z.string()));
  return {
    add: (scope) =>
      users.update(KEY, (known = []) => (known.includes(scope) ? null : [...known, scope])),
    remove: (scope) =>
      users.update(KEY, (known = []) =>
        known.includes(scope) ? known.filter((each) => each !== scope) : null,
      ),
    isShared: async () => ((await users.load(KEY)) ?? []).length > 1,
  };
}

/** The users of a workspace's own account, by the id of its key. */
export const usersOfAccounts =
  (state: StateBackend, logEvent: LogEvent) =>
  (keyId: string): AccountUsers =>
    createAccountUsers({ ...scopedState(state, scopeOfAccount(keyId)), logEvent });
