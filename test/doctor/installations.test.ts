import { expect, it } from 'vitest';
import { installationFindings } from '../../src/doctor/check-installations.ts';
import { DIRECT } from '../../src/lib/network/proxies.ts';
import { SCOPES } from '../../src/slack/web-api/scopes.ts';
import { openState } from '../../src/store/open-state.ts';
import type { NewInstallation } from '../../src/tenancy/install.ts';
import { tempStatePath } from '../store/temp-state.ts';
import { serveRoutes } from '../support/serve-routes.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { CLIENT, startFakeOAuth } from '../tenancy/fake-oauth.ts';
import { KEY, newInstallation, OLD_KEY, replicaOf } from '../tenancy/tenancy-stage.ts';

const LOST_KEY = Buffer.alloc(32, 3);
const ALL = SCOPES.map(({ name }) => name);

/** The doctor's findings for the installations in a state file, one per line. */
async function runDoctor(path: string, publicUrl: string, apiUrl = 'http://127.0.0.1:1/') {
  const access = { kind: 'oauth', ...CLIENT, sealingKeys: [KEY, OLD_KEY], publicUrl } as const;
  const slack = { access, apiUrl, mode: { kind: 'http', signingSecret: '' } } as const;
  const config = { slack, stateUrl: `sqlite://${path}` } as const;
  const found = await installationFindings(config, access, DIRECT);
  return found.map(({ check, status, message }) => `${status} · ${check}: ${message}\n`).join('');
}

it('the doctor has a line for each installation and names secrets under an older key', async () => {
  const path = tempStatePath();
  const state = openState(`sqlite://${path}`, () => undefined);
  const slack = await startFakeOAuth({ rotates: true });
  const clock = createVirtualClock();
  const of = (key: Uint8Array) => replicaOf({ state, slack, clock, keys: [key] });
  const add = (id: string, scopes = ALL, key = KEY, overrides: Partial<NewInstallation> = {}) => {
    const named = { team: { id, name: `Name of ${id}` }, bot: { id: 'B', userId: 'U', scopes } };
    return of(key).install(newInstallation(slack.pair(), { ...named, ...overrides }));
  };
  const revise = (id: string, overrides: object) =>
    of(KEY).records.revise(id, (now) => (now ? { ...now, ...overrides } : null));
  await add('T1');
  await add('T2', ALL, OLD_KEY, { refresh: null });
  const allButFiles = ALL.filter((scope) => scope !== 'files:write');
  await add('T3', allButFiles);
  await add('T4', ['commands']);
  await add('T5', ALL, LOST_KEY);
  for (const id of ['T6', 'T7', 'T8']) await add(id);
  slack.revoke('xoxb-canary-6');
  slack.revoke('xoxb-canary-7');
  await of(KEY).uninstalls.handleEvent('T7', 'uninstalled', clock.now());
  await revise('T8', { renewalRefused: { at: clock.now(), told: true } });
  await add('T9');
  slack.expire('xoxb-canary-9');
  for (const [id, expiresAt] of Object.entries({ T10: Date.UTC(2100, 0, 1), T11: 0 })) {
    await add(id);
    await revise(id, { expiresAt, renewalDoubted: { at: 0, told: true } });
  }
  await state.close();
  const { url } = await serveRoutes([
    { method: 'GET', path: '/slack/install', handle: async (_, response) => void response.end() },
  ]);
  const lines = await runDoctor(path, url, slack.apiUrl);
  await expect(lines.replaceAll(url, 'PUBLIC_URL')).toMatchFileSnapshot(
    'snapshots/installations.txt',
  );
  expect(lines).not.toContain('canary');
});

it('the doctor shows the link to install the app and finds that nothing answers there', async () => {
  const lines = await runDoctor(tempStatePath(), 'http://127.0.0.1:1');
  await expect(lines).toMatchFileSnapshot('snapshots/no-installations.txt');
});
