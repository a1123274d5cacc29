import { expect, it } from 'vitest';
import { joggKeySubmission, type KeyOutcome } from '../../src/listeners/home/jogg-key.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';

const KEY = 'jogg_live_0123456789abcdef';

/** Submits a key; returns all effects in order: checks, answers, log events. */
async function submitKey(key: string | null, outcome: KeyOutcome | 'fails', admin: boolean | null) {
  const effects: unknown[] = [];
  const access = { workspace: 'T1', user: 'U1', membership: 'member' } as AccessRequest;
  const submit = joggKeySubmission(
    {
      accessResolver: { workspace: async () => 'T1', access: async () => access },
      isAdmin: async () => admin,
      joggAccount: {
        own: async () => null,
        set: async (key) => {
          effects.push(`checks ${key}`);
          if (outcome === 'fails') throw new Error(`the disk is full, ${key}`.slice(0, 16));
          return outcome;
        },
        remove: async () => undefined,
      },
      logEvent: (event, fields) => effects.push(`${event} ${fields?.['outcome']}`),
    },
    async (workspace, user) => void effects.push(`shows Home ${workspace} ${user}`),
  );
  const values = { api_key: { api_key: { value: key } } };
  await submit({
    ack: async (answer?: { errors: object }) => void effects.push(answer?.errors ?? 'closes'),
    body: { user: { id: 'U1', team_id: 'T1' } },
    view: { state: { values } },
  } as unknown as Parameters<typeof submit>[0]);
  return effects;
}

const fieldError = (api_key: string) => ({ api_key });
const checked = (outcome: KeyOutcome, ...then: unknown[]) => {
  return [`checks ${KEY}`, `jogg_key_set ${outcome}`, ...then];
};
const SAVED = checked('set', 'closes', 'shows Home T1 U1');
const REJECTED = fieldError('Jogg refuses this key. Copy it again from app.jogg.ai → API.');
const NO_ANSWER = fieldError(
  'Jogg doesn’t answer right now, so nothing is saved. Try again in a minute.',
);
const UNSAVED = fieldError('We couldn’t save the key. Try again in a minute.');
const NOT_SAVED = [`checks ${KEY}`, 'jogg_key_not_saved undefined', UNSAVED];
const NO_KEY = fieldError('This isn’t a Jogg key. Paste it without spaces.');
const NOT_ADMIN = fieldError('Only an admin of this workspace can set its Jogg key.');
it.each<[string, string | null, KeyOutcome | 'fails', unknown[], admin?: boolean | null]>([
  ['a valid key is set, and the Home tab is refreshed', ` ${KEY}\n`, 'set', SAVED],
  ['a key that Jogg rejects gets an error', KEY, 'refused', checked('refused', REJECTED)],
  ['no key is saved if Jogg does not answer', KEY, 'unanswered', checked('unanswered', NO_ANSWER)],
  ['a key gets an error if the store fails', KEY, 'fails', NOT_SAVED],
  ['a key that no HTTP header can carry gets an error', 'jogg key with spaces', 'set', [NO_KEY]],
  ['a missing key gets an error', null, 'set', [NO_KEY]],
  ['a key from a member who is not an admin gets an error', KEY, 'set', [NOT_ADMIN], false],
  ['a key from a person of unknown role gets an error', KEY, 'set', [NOT_ADMIN], null],
])('%s', async (_, key, outcome, effects, admin = true) => {
  expect(await submitKey(key, outcome, admin)).toEqual(effects);
});
