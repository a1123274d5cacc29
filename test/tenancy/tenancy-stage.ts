import { onTestFinished } from 'vitest';
import { wireInstallations } from '../../src/app/wire-installations.ts';
import { systemRandomBytes } from '../../src/lib/random.ts';
import { createSlackFetch } from '../../src/slack/web-api/slack-fetch.ts';
import type { StateBackend } from '../../src/store/backend.ts';
import { openState } from '../../src/store/open-state.ts';
import type { NewInstallation } from '../../src/tenancy/install.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';
import { CLIENT, type FakeOAuth, startFakeOAuth } from './fake-oauth.ts';

export const KEY = Buffer.alloc(32, 1);
export const OLD_KEY = Buffer.alloc(32, 2);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Wires the installations of one replica as in the app. */
export function replicaOf(deps: {
  readonly state: StateBackend;
  readonly slack: FakeOAuth;
  readonly clock: VirtualClock;
  readonly keys?: readonly Uint8Array[];
}) {
  const { state, slack, clock, keys = [KEY] } = deps;
  const lines: string[] = [];
  const logEvent = (event: string, fields: object = {}) =>
    void lines.push([event, ...Object.values(fields)].join(' '));
  const { common, ...parts } = wireInstallations({
    ...{ state, clock, logEvent, fetch: createSlackFetch(), apiUrl: slack.apiUrl },
    access: { ...CLIENT, sealingKeys: keys },
    installUrl: 'https://jogg.example/slack/install',
  });
  return { ...common, ...parts, requests: common.slack, lines, randomBytes: systemRandomBytes };
}

const openMemory = () => openState('memory:', () => {});

/** One replica with a fake Slack. `replicaWith` creates another replica with other keys. */
export async function createStage(keys = [KEY], rotates = false, state = openMemory()) {
  onTestFinished(() => state.close());
  const shared = { state, slack: await startFakeOAuth({ rotates }), clock: createVirtualClock() };
  const replicaWith = (others: readonly Uint8Array[]) => replicaOf({ ...shared, keys: others });
  return { ...replicaWith(keys), ...shared, replicaWith };
}

/** An installation as Slack returns it, with the tokens of `pair`. */
export function newInstallation(
  pair: Record<string, unknown>,
  overrides: Partial<NewInstallation> = {},
): NewInstallation {
  return {
    team: { id: 'T1', name: 'Acme' },
    enterprise: null,
    installer: 'U1',
    appId: 'A1',
    bot: { id: 'B1', userId: 'UBOT', scopes: ['commands'] },
    token: String(pair['access_token']),
    refresh: pair['refresh_token'] === undefined ? null : String(pair['refresh_token']),
    expiresAt: null,
    ...overrides,
  };
}
