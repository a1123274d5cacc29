import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createTenantStores } from '../../src/app/tenant-stores.ts';
import { erase } from '../../src/erase/index.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createOwnWorkspace } from '../../src/store/tenants/own-workspace.ts';
import { TENANT_NAMESPACES } from '../../src/store/tenants/tenant-namespaces.ts';
import { createMaintenance } from '../../src/tenancy/maintenance.ts';
import { sealedBy } from '../../src/tenancy/sealing.ts';
import { memoryStore, tempStatePath } from '../store/temp-state.ts';
import { until } from '../support/until.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { createStage, DAY, HOUR, KEY, newInstallation, OLD_KEY } from './tenancy-stage.ts';

const quiet = () => undefined;

/** Three workspaces that installed the app while the old key was in use. */
async function threeWorkspaces(state = openState('memory:', quiet)) {
  const old = await createStage([OLD_KEY], false, state);
  for (const id of ['T1', 'T2', 'T3'])
    await old.install(newInstallation(old.slack.pair(), { team: { id, name: null } }));
  return { ...old, old };
}

it('one of two replicas erases old installations, finds revoked tokens and reseals secrets', async () => {
  const { state, slack, clock, old, replicaWith } = await threeWorkspaces();
  for (const nth of [1, 3]) slack.revoke(`xoxb-canary-${nth}`);
  await old.uninstalls.handleEvent('T1', 'uninstalled', clock.now());
  const former = { keyId: 'k', last4: '1234', webhookToken: 'w', webhookSecret: null };
  const key = await old.sealing.seal('canary', { tenant: 'T2', use: 'jogg-key' });
  const formerJogg = [{ ...former, key, until: clock.now() + 2 * DAY }];
  await old.records.revise('T2', (now) => (now ? { ...now, formerJogg } : null));
  clock.jump(30 * DAY);
  const ended = await old.records.load('T1');
  expect(ended && old.erasure.isPastRetention(ended)).toBe(false);
  clock.jump(1);
  const once = (ttlMs: number) => createOnceKeys({ change: state.change, action: 'chores', ttlMs });
  const abort = new AbortController();
  const replicas = [1, 2].map(() => replicaWith([KEY, OLD_KEY]));
  const running = replicas.map((replica) =>
    createMaintenance({ ...replica, lock: once(HOUR), dailyKeys: once(DAY) })(abort.signal),
  );
  await until(async () => (await old.records.load('T3'))?.ended !== null);
  abort.abort();
  await Promise.all(running);
  const records = await Promise.all(['T1', 'T2', 'T3'].map((id) => old.records.load(id)));
  expect(
    records.map((record) => record && [record.ended?.how, record.token && sealedBy(record.token)]),
  ).toEqual([undefined, [undefined, replicas[0]?.sealing.keyId], ['revoked', null]]);
  expect([slack.count('auth.test'), records[1]?.formerJogg]).toEqual([3, []]);
});

it('the command erases one workspace, including the free pages of the file and its log', async () => {
  const path = tempStatePath();
  const stateUrl = `sqlite://${path}` as const;
  const { state, old } = await threeWorkspaces(openState(stateUrl, quiet));
  for (let nth = 0; nth < 200; nth += 1)
    await state.keyvFor('video').set(`T1~v${nth}`, `only T1 may know ${'x'.repeat(nth * 10)}`);
  await state.keyvFor('video').set('T2~v', 'only T2 may know');
  await state.tasks.add('T1~v1', '');
  await createOwnWorkspace({ ...state, logEvent: quiet }).remember('T3');
  await state.keyvFor('video').set('v', 'only T3 may know');
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const run = (...args: string[]) => erase({ args, stateUrl, print });
  const codes = [await run('T1'), await run('T1'), await run(), await run('nobody')];
  codes.push(await run('T3'), await erase({ args: ['T2'], stateUrl: 'sqlite://README.md', print }));
  const bytes = [path, `${path}-wal`].map((file) => readFileSync(file, 'latin1')).join();
  const whole = state.db.prepare('PRAGMA integrity_check').get();
  expect([codes, printed]).toEqual([
    [0, 1, 1, 1, 0, 1],
    [
      'Erased T1: 200 records and 1 video in the queue.',
      'Backups of the state still hold them: remove those yourself.',
      'T1 has not installed the app here. Workspaces and organizations here: T2, T3.',
      ...Array(2).fill(expect.stringMatching(/^Name one workspace .*erase -- T0123456789$/)),
      'Erased T3: 1 record and 0 videos in the queue.',
      'Backups of the state still hold them: remove those yourself.',
      expect.stringMatching(/^README\.md: /),
      'Not everything is erased yet: run the command again once that is fixed.',
    ],
  ]);
  expect(await old.installations.list()).toEqual(['T2']);
  expect(/only T\d may know/.exec(bytes)?.[0]).toBe('only T2 may know');
  expect(whole).toEqual({ integrity_check: 'ok' });
});

it('the command to erase names a state file that does not exist, and creates none', async () => {
  const path = tempStatePath();
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const code = await erase({ args: ['T1'], stateUrl: `sqlite://${path}`, print });
  const says = `${path}: there is no such file. Check STATE_URL.`;
  expect([code, printed, existsSync(path)]).toEqual([1, [says], false]);
});

it('an erasure covers every namespace of a tenant', () => {
  const { state } = memoryStore();
  const used = new Set<string>();
  const keyvFor: typeof state.keyvFor = (namespace) => {
    used.add(namespace);
    return state.keyvFor(namespace);
  };
  const shared = { state: { ...state, keyvFor }, clock: createVirtualClock(), logEvent: quiet };
  createTenantStores(shared, 'T1');
  expect([...used].filter((each) => !TENANT_NAMESPACES.includes(each))).toEqual([]);
  expect(used.size).toBeGreaterThan(8);
});
