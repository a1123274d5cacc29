import { describe, expect, it } from 'vitest';
import { webhookRoute } from '../../src/http/webhook.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serving } from '../support/serving.ts';

async function webhook(over: Partial<Parameters<typeof webhookRoute>[0]> = {}) {
  const received: string[] = [];
  const notes: string[] = [];
  const { url } = await serving([
    webhookRoute({
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
    }),
  ]);
  const post = async (body: string | Uint8Array<ArrayBuffer>, signature = 'good') => {
    const headers = { 'x-webhook-signature': signature };
    return (await fetch(`${url}/jogg/webhook`, { method: 'POST', body, headers })).status;
  };
  return { post, received, notes, url };
}

describe("Jogg's webhook", () => {
  it('a signed webhook is stored as a hint and answered 200', async () => {
    const { post, received, notes } = await webhook();
    expect([await post('p1'), received, notes]).toEqual([200, ['p1'], ['webhook_received']]);
  });

  it('a bad signature is answered 401 and stores nothing', async () => {
    const { post, received, notes } = await webhook();
    expect([await post('p1', 'bad'), received, notes]).toEqual([401, [], ['webhook_refused']]);
  });

  it('a webhook that names no project is answered 200 and stores nothing', async () => {
    const { post, received } = await webhook();
    expect([await post(''), received]).toEqual([200, []]);
  });

  it('64 KiB are accepted, one byte more is refused', async () => {
    const { post, received } = await webhook();
    const statuses = [await post('x'.repeat(65_536)), await post('x'.repeat(65_537))];
    expect([statuses, received.length]).toEqual([[200, 413], 1]);
  });

  it('a hint that cannot be stored is answered 503, so that Jogg tries again', async () => {
    const receive = async () => {
      throw new Error('disk full');
    };
    const { post, notes } = await webhook({ receive });
    expect([await post('p1'), notes]).toEqual([503, ['webhook_not_stored']]);
  });

  it('where webhooks are not wanted there is no such route', async () => {
    const { post } = await webhook({ secrets: () => null });
    expect(await post('p1')).toBe(404);
  });

  it('before its secret is known nothing is accepted', async () => {
    const { post, received } = await webhook({ secrets: () => [] });
    expect([await post('p1'), received]).toEqual([503, []]);
  });

  it('other methods are refused and other paths do not exist', async () => {
    const { url } = await webhook();
    const statuses = [await fetch(`${url}/jogg/webhook`), await fetch(`${url}/jogg`)];
    expect(statuses.map(({ status }) => status)).toEqual([405, 404]);
  });
});
