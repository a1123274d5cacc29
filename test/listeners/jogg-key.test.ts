import { expect, it } from 'vitest';
import { checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { joggKeySubmission, type KeyOutcome } from '../../src/listeners/home/jogg-key.ts';
import { joggKeyView } from '../../src/slack/home/jogg-key-view.ts';
import type { AccessRequest } from '../../src/videos/recognise.ts';

const KEY = 'jogg_live_0123456789abcdef';

/** What a form sent by a person comes to: what is set, answered and logged, in order. */
async function sent(
  key: string | null,
  given: { readonly outcome?: KeyOutcome | 'fails'; readonly admin?: boolean | null } = {},
) {
  const { outcome = 'set', admin = true } = given;
  const seen: unknown[] = [];
  const access = { workspace: 'T1', user: 'U1', standing: 'member' } as AccessRequest;
  const submit = joggKeySubmission(
    {
      recognise: { workspace: async () => 'T1', access: async () => access },
      isAdmin: async () => admin,
      joggAccount: {
        own: async () => null,
        set: async (key) => {
          seen.push(['checks', key]);
          if (outcome === 'fails') throw new Error(`the disk is full, ${key}`.slice(0, 16));
          return outcome;
        },
        remove: async () => undefined,
      },
      logEvent: (event, fields) => seen.push([event, fields?.['outcome'] ?? '']),
    },
    async (workspace, user) => void seen.push(['shows Home', workspace, user]),
  );
  const values = { api_key: { api_key: { value: key } } };
  await submit({
    ack: async (answer?: { errors: object }) => void seen.push(answer?.errors ?? 'closes'),
    body: { user: { id: 'U1', team_id: 'T1' } },
    view: { state: { values } },
  } as unknown as Parameters<typeof submit>[0]);
  return seen;
}

const under = (api_key: string) => ({ api_key });
const checked = ['checks', KEY];
it.each([
  [
    'is set where Jogg accepts it',
    ` ${KEY}\n`,
    {},
    [checked, ['jogg_key_set', 'set'], 'closes', ['shows Home', 'T1', 'U1']],
  ],
  [
    'is refused by Jogg',
    KEY,
    { outcome: 'refused' },
    [
      checked,
      ['jogg_key_set', 'refused'],
      under('Jogg refuses this key. Copy it again from app.jogg.ai → API.'),
    ],
  ],
  [
    'is not known to be good',
    KEY,
    { outcome: 'unanswered' },
    [
      checked,
      ['jogg_key_set', 'unanswered'],
      under('Jogg doesn’t answer right now, so nothing is saved. Try again in a minute.'),
    ],
  ],
  [
    'cannot be stored',
    KEY,
    { outcome: 'fails' },
    [
      checked,
      ['jogg_key_not_saved', ''],
      under('We couldn’t save the key. Try again in a minute.'),
    ],
  ],
  [
    'cannot be sent',
    'jogg key with spaces',
    {},
    [under('This is not a Jogg key. Paste it as it is, without spaces.')],
  ],
  ['is missing', null, {}, [under('This is not a Jogg key. Paste it as it is, without spaces.')]],
  [
    'comes from a member',
    KEY,
    { admin: false },
    [under('Only an admin of this workspace can set its Jogg key.')],
  ],
  [
    'comes from somebody Slack does not tell of',
    KEY,
    { admin: null },
    [under('Only an admin of this workspace can set its Jogg key.')],
  ],
] as const)('a key that %s', async (_, key, given, seen) => {
  expect(await sent(key, given)).toEqual(seen);
});

it('the form for the key is one that Slack accepts', () => {
  expect(checkView(joggKeyView()).ok).toBe(true);
});
