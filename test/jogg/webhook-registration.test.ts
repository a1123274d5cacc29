import { expect, it } from 'vitest';
import { createRegistration } from '../../src/jogg/webhook/webhook-registration.ts';
import { createFakeClock } from './ports.ts';

const APP = 'https://app.example';

/** Where the app is, the secrets it is given, and those in force before and after registering. */
it.each([
  ['off without an address', null, [], [null, false], [null, false]],
  ['unknown until Jogg tells them', APP, [], [[], false], [['s1'], true]],
  ['the given ones, then Jogg’s too', APP, ['given'], [['given'], true], [['given', 's1'], true]],
  ['the given ones without an address', null, ['given'], [['given'], true], [['given'], true]],
])('the secrets of webhooks are %s', async (_, publicUrl, webhookSecrets, before, after) => {
  const here = { url: `${APP}/jogg/webhook`, enabled: true };
  const registration = createRegistration({
    endpoints: {
      // Made over v2.
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
    turns: { take: async () => true, release: async () => {} },
    clock: createFakeClock().clock,
    random: () => 0,
    logEvent: () => undefined,
  });
  expect([registration.secrets(), registration.active()]).toEqual(before);
  await registration.run(new AbortController().signal);
  expect([registration.secrets(), registration.active()]).toEqual(after);
});
