import { z } from 'zod';
import { scopeOfAccount } from '../../domain/scope.ts';
import type { LogEvent } from '../../lib/log.ts';
import type { StateBackend } from '../backend.ts';
import { createDocuments, type DocumentDeps } from '../records/documents.ts';
import { scopedState } from './scoped-state.ts';

/** The tenants that use a Jogg account, by scope. All methods throw what the store throws. */
export interface AccountUsers {
  add(scope: string): Promise<void>;
  /** Removes a tenant after its last video there has ended. */
  remove(scope: string): Promise<void>;
  /** Whether several tenants use the account, or did recently. */
  isShared(): Promise<boolean>;
}

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
