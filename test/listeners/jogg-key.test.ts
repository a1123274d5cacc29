import { expect, it } from 'vitest';
import { joggKeySubmission, type KeyOutcome } from '../../src/listeners/home/jogg-key.ts';
import type { AccessRequest } from '../../src/videos/access-resolver.ts';

const KEY = 'jogg_live_0123456789abcdef';

/** What a form sent by a person comes to: what is set, answered and logged, in order. */
async function sent(
  key: string | null,
  given: { readonly outcome?: KeyOutcome | 'fails'; readonly admin?: boolean | null } = {},
) {
  const { outcome = 'set', admin = true } = given;
  const seen: unknown[] = [];
  const access = { workspace: 'T1', user: 'U1', membership: 'member' } as AccessRequest;
  const submit = joggKeySubmission(
    {
      accessResolver: { workspace: async () => 'T1', access: async () => access },
      isAdmin: async () => admin,
      joggAccount: {
        own: async () => null,
        set: async (key) => {
          seen.push(`checks ${key}`);
          if (outcome === 'fails') throw new Error(`the disk is full, ${key}`.slice(0, 16));
          return outcome;
        },
        remove: async () => undefined,
      },
      logEvent: (event, fields) => seen.push(`${event} ${fields?.['outcome']}`),
    },
    async (workspace, user) => void seen.push(`shows Home ${workspace} ${user}`),
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
const outcome = (of: string) => [`checks ${KEY}`, `jogg_key_set ${of}`];
const REFUSED = under('Jogg refuses this key. Copy it again from app.jogg.ai → API.');
const SILENT = 'Jogg doesn’t answer right now, so nothing is saved. Try again in a minute.';
const UNSAVED = under('We couldn’t save the key. Try again in a minute.');
const NOT_SAVED = [`checks ${KEY}`, 'jogg_key_not_saved undefined', UNSAVED];
const NO_KEY = under('This isn’t a Jogg key. Paste it without spaces.');
const NO_ADMIN = under('Only an admin of this workspace can set its Jogg key.');
it.each<[string, string | null, Parameters<typeof sent>[1], unknown[]]>([
  ['is good', ` ${KEY}\n`, {}, [...outcome('set'), 'closes', 'shows Home T1 U1']],
  ['is refused', KEY, { outcome: 'refused' }, [...outcome('refused'), REFUSED]],
  ['is unknown', KEY, { outcome: 'unanswered' }, [...outcome('unanswered'), under(SILENT)]],
  ['cannot be stored', KEY, { outcome: 'fails' }, NOT_SAVED],
  ['cannot be sent', 'jogg key with spaces', {}, [NO_KEY]],
  ['is missing', null, {}, [NO_KEY]],
  ['comes from a member', KEY, { admin: false }, [NO_ADMIN]],
  ['comes from somebody Slack does not tell of', KEY, { admin: null }, [NO_ADMIN]],
])('a key that %s', async (_, key, given, seen) => {
  expect(await sent(key, given)).toEqual(seen);
});
