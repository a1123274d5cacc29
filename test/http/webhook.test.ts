import { expect, it } from 'vitest';
import { webhookRoute } from '../../src/http/webhook.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

type Deps = Parameters<typeof webhookRoute>[0];

async function webhook(over: Partial<Deps> = {}) {
  const received: string[] = [];
  const notes: string[] = [];
  const route = webhookRoute({
    secrets: () => ['one'],
    verify: (_, header) => header === 'good',
    projectOf: (body) => body.toString() || null,
    receive: async (projectId) => {
      received.push(projectId);
      return 'known';
    },
    clock: systemClock,
    logEvent: (event) => notes.push(event),
    ...over,
  });
  const { url } = await serving([route]);
  return { received, notes, url };
}

const BROKEN = { receive: () => Promise.reject(new Error('disk full')) };

it.each<[string, string, number, number, string[], Partial<Deps>]>([
  ['a signed webhook is stored as a hint', 'p1', 200, 1, ['webhook_received'], {}],
  ['a bad signature stores nothing', 'p1', 401, 0, ['webhook_refused'], { verify: () => false }],
  ['one that names no project stores nothing', '', 200, 0, [], {}],
  ['64 KiB are accepted', 'x'.repeat(65_536), 200, 1, [], {}],
  ['one byte more is refused', 'x'.repeat(65_537), 413, 0, [], {}],
  ['one that cannot be stored is sent again', 'p1', 503, 0, ['webhook_not_stored'], BROKEN],
  ['where none are wanted there is no such route', 'p1', 404, 0, [], { secrets: () => null }],
  ['before its secret is known nothing is accepted', 'p1', 503, 0, [], { secrets: () => [] }],
])('%s', async (_, body, status, stored, events, over) => {
  const { url, received, notes } = await webhook(over);
  const headers = { 'x-webhook-signature': 'good' };
  const response = await fetch(`${url}/jogg/webhook`, { method: 'POST', body, headers });
  expect([response.status, received.length]).toEqual([status, stored]);
  expect(notes).toEqual(expect.arrayContaining(events));
});

it('other methods are refused and other paths do not exist', async () => {
  const { url } = await webhook();
  const statuses = [await fetch(`${url}/jogg/webhook`), await fetch(`${url}/jogg`)];
  expect(statuses.map(({ status }) => status)).toEqual([405, 404]);
});
