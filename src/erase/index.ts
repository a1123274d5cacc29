import { existsSync } from 'node:fs';
import { systemClock } from '../lib/clock.ts';
import { pluralize } from '../lib/text.ts';
import { openState } from '../store/open-state.ts';
import { statePath } from '../store/state-path.ts';
import { StoreError } from '../store/store-error.ts';
import { usersOfAccounts } from '../store/tenants/account-users.ts';
import { createInstallationStore } from '../store/tenants/installation-store.ts';
import { TENANT_NAMESPACES } from '../store/tenants/tenant-namespaces.ts';
import { createErasure } from '../tenancy/erasure.ts';
import { installationSchema, webhookTokensOf } from '../tenancy/installation-record.ts';

const USAGE = 'Usage: npm run erase -- T0123456789';

/**
 * Erases all data of the workspace or organization in `args` and returns the exit code. The app may
 * be running. Reports store errors; throws others.
 */
export async function erase(deps: {
  readonly args: readonly string[];
  readonly stateUrl: string;
  /** Prints one line. */
  readonly print: (line: string) => void;
}): Promise<0 | 1> {
  const { args, stateUrl, print } = deps;
  const [id, ...more] = args;
  if (id === undefined || !/^[TE][A-Z0-9]+$/.test(id) || more.length > 0) {
    print(`Name one workspace (T…) or organization (E…). ${USAGE}`);
    return 1;
  }
  const path = statePath(stateUrl);
  if (path !== null && !existsSync(path)) {
    print(`${path}: there is no such file. Check STATE_URL.`);
    return 1;
  }
  try {
    return await eraseWorkspace(id, stateUrl, print);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    print(error.message);
    print('Not everything is erased yet: run the command again once that is fixed.');
    return 1;
  }
}

async function eraseWorkspace(id: string, stateUrl: string, print: (line: string) => void) {
  const logEvent = () => undefined;
  const state = openState(stateUrl, logEvent);
  try {
    const documents = { ...state, logEvent };
    const records = createInstallationStore(documents, installationSchema, webhookTokensOf);
    const erasure = createErasure({
      records,
      scopeFor: async (each) => ((await records.ownWorkspace()) === each ? '' : each),
      eraseScope: (scope) => state.erase(scope, TENANT_NAMESPACES),
      usersOf: usersOfAccounts(state, logEvent),
      clock: systemClock,
      logEvent,
    });
    const erased = await erasure.erase(id);
    if (erased === null) {
      const known = (await records.list()).join(', ') || 'none';
      print(`${id} has not installed the app here. Workspaces and organizations here: ${known}.`);
      return 1;
    }
    const counts = `${pluralize(erased.records, 'record')} and ${pluralize(erased.tasks, 'video')}`;
    print(`Erased ${id}: ${counts} in the queue.`);
    print('Backups of the state still hold them: remove those yourself.');
    return 0;
  } finally {
    await state.close();
  }
}
