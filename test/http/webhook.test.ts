import { expect, it } from 'vitest';
import { accountWebhookRoute, webhookRoute } from '../../src/http/webhook.ts';
import { systemClock as clock } from '../../src/lib/clock.ts';
import { serveRoutes } from '../support/serve-routes.ts';

const ACCOUNT_PATH = '/jogg/webhook/token';
const diskFull = { receive: () => Promise.reject(new Error('disk full')) };

const NOT_CONFIGURED = { secrets: () => null };
const NO_SECRETS = { secrets: () => [] };

// Signatures, sizes above 64 KiB, a slow store: `faults/webhook-endpoint`.
type Over = Partial<Parameters<typeof webhookRoute>[0]>;
it.each<[string, string, number, string[], string?, Over?, signature?: string]>([
  ['a webhook without a project stores nothing', '/jogg/webhook', 200, []],
  ['Jogg retries a webhook that cannot be stored', '/jogg/webhook', 503, [], 'p1', diskFull],
  ['the answer is 404 without webhooks configured', '/jogg/webhook', 404, [], '', NOT_CONFIGURED],
  ['no webhook is accepted before its secret is known', '/jogg/webhook', 503, [], '', NO_SECRETS],
  ['the URL of an account stores for that account', ACCOUNT_PATH, 200, ['token: p1'], 'p1'],
  ['a final slash makes no difference', `${ACCOUNT_PATH}/`, 200, ['token: p1'], 'p1'],
  ['a webhook with a bad signature stores nothing', ACCOUNT_PATH, 401, [], 'p1', {}, 'bad'],
  ['an unknown token answers 404', '/jogg/webhook/other', 404, [], 'p1'],
])('%s', async (_, path, status, stored, body = '', overrides = {}, signature = 'good') => {
  const received: string[] = [];
  const events: string[] = [];
  const common = {
    verify: (_body: Uint8Array, header: unknown) => header === 'good',
    read: (bytes: Uint8Array) =>
      bytes.length === 0 ? null : { projectId: bytes.toString(), reason: null },
    ...{ clock, logEvent: (name: string) => events.push(name) },
  };
  const receive = async (projectId: string) => {
    received.push(projectId);
    return 'known' as const;
  };
  const receiveForAccount = (project: string) => receive(`token: ${project}`);
  const account = { secrets: () => ['one'], receive: receiveForAccount };
  const { url } = await serveRoutes([
    webhookRoute({ ...common, secrets: () => ['one'], receive, ...overrides }),
    accountWebhookRoute({
      ...common,
      withAccount: async (token, use) => (token === 'token' ? use(account) : null),
    }),
  ]);
  const headers = { 'x-webhook-signature': signature };
  const response = await fetch(url + path, { method: 'POST', body, headers });
  expect([response.status, received]).toEqual([status, stored]);
  const event = { 200: body ? 'received' : 'ignored', 503: 'not_stored', 401: 'refused', 404: '' };
  const logged = overrides.secrets ? [] : [Object(event)[status]].filter(Boolean);
  expect(events).toEqual(logged.map((each) => `webhook_${each}`));
});
