import { describe, expect, it } from 'vitest';
import { createRegistration } from '../../src/jogg/webhook/webhook-registration.ts';
import { createFakeClock } from './stand-in.ts';

const here = { url: 'https://app.example/jogg/webhook', enabled: true };

/** Before an account with one endpoint of ours, made over v2. */
function setUp(changes: { publicUrl?: string | null; webhookSecrets?: string[] } = {}) {
  const { publicUrl = 'https://app.example', webhookSecrets = [] } = changes;
  return createRegistration({
    endpoints: {
      list: async () => [{ ...here, id: 'e1', secret: 's1', events: ['other'] }],
      create: async ({ events }) => ({ ...here, id: 'e2', secret: 's2', events }),
      update: async (id, { events }) => ({ ...here, id, secret: 's1', events }),
      remove: async () => {},
      events: async () => [],
    },
    publicUrl,
    webhookSecrets,
    version: 'v1',
    postLimiter: { take: async () => 0 },
    clock: createFakeClock().clock,
    random: () => 0,
    logEvent: () => undefined,
  });
}

describe('the secrets of webhooks', () => {
  it('are none where webhooks are off, and unknown until Jogg tells them', async () => {
    const off = setUp({ publicUrl: null });
    const on = setUp();
    expect([off.secrets(), on.secrets(), on.active()]).toEqual([null, [], false]);
    await on.run(new AbortController().signal);
    expect([on.secrets(), on.active()]).toEqual([['s1'], true]);
  });

  it('are those the operator gave, and beside them those of endpoints that the app itself made', async () => {
    const registration = setUp({ webhookSecrets: ['given'] });
    expect([registration.secrets(), registration.active()]).toEqual([['given'], true]);
    await registration.run(new AbortController().signal);
    expect(registration.secrets()).toEqual(['given', 's1']);
  });

  it('are the given ones alone where the address is not known', () => {
    const registration = setUp({ publicUrl: null, webhookSecrets: ['given'] });
    expect([registration.secrets(), registration.active()]).toEqual([['given'], true]);
  });
});
