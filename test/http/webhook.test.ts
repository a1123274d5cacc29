import { expect, it } from 'vitest';
import { ownWebhookRoute, webhookRoute } from '../../src/http/webhook.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

const BROKEN = { receive: () => Promise.reject(new Error('disk full')) };

// Signatures, sizes above 64 KiB, a slow store: `faults/webhook-door`.
it.each<[string, string, number, number, string, Partial<Parameters<typeof webhookRoute>[0]>]>([
  ['one that names no project stores nothing', '', 200, 0, 'webhook_ignored', {}],
  ['64 KiB are stored as a hint', 'x'.repeat(65_536), 200, 1, 'webhook_received', {}],
  ['one that cannot be stored is sent again', 'p1', 503, 0, 'webhook_not_stored', BROKEN],
  ['where none are wanted there is no such route', 'p1', 404, 0, '', { secrets: () => null }],
  ['before its secret is known nothing is accepted', 'p1', 503, 0, '', { secrets: () => [] }],
])('%s', async (_, body, status, stored, event, over) => {
  const received: string[] = [];
  const notes: string[] = [];
  const route = webhookRoute({
    secrets: () => ['one'],
    verify: (_body, header) => header === 'good',
    projectOf: (bytes) => bytes.toString() || null,
    receive: async (projectId) => {
      received.push(projectId);
      return 'known';
    },
    clock: systemClock,
    logEvent: (name) => notes.push(name),
    ...over,
  });
  const { url } = await serving([route]);
  const headers = { 'x-webhook-signature': 'good' };
  const response = await fetch(`${url}/jogg/webhook`, { method: 'POST', body, headers });
  expect([response.status, received.length, notes.join()]).toEqual([status, stored, event]);
});

it.each<[string, string, string, number, string[]]>([
  ['the address of an account leads to it', '/jogg/webhook/token', 'good', 200, ['token: p1']],
  ['a slash at its end changes nothing', '/jogg/webhook/token/', 'good', 200, ['token: p1']],
  ['without its signature nothing is stored', '/jogg/webhook/token', 'bad', 401, []],
  ['nobody has another address', '/jogg/webhook/other', 'good', 404, []],
  ['nor one below it', '/jogg/webhook/token/token', 'good', 404, []],
])('%s', async (_, path, signature, status, stored) => {
  const received: string[] = [];
  const route = ownWebhookRoute({
    verify: (_body, header) => header === 'good',
    projectOf: (bytes) => bytes.toString(),
    clock: systemClock,
    logEvent: () => undefined,
    withAccount: async (token, use) => {
      if (token !== 'token') return null;
      const receive = async (projectId: string) => {
        received.push(`${token}: ${projectId}`);
        return 'known' as const;
      };
      return use({ secrets: () => ['one'], receive });
    },
  });
  const { url } = await serving([route]);
  const headers = { 'x-webhook-signature': signature };
  const response = await fetch(url + path, { method: 'POST', body: 'p1', headers });
  expect([response.status, received]).toEqual([status, stored]);
});
