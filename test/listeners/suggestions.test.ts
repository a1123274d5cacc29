import { expect, it } from 'vitest';
import { suggestions } from '../../src/listeners/form/suggestions.ts';
import { catalogue } from '../catalogue/sample-catalogue.ts';

it('a person’s last choices are read once in 10 s of key presses in a form', async () => {
  const reads: string[] = [];
  let now = 0;
  const none = () => undefined;
  const ready = async () => catalogue();
  const load = async (person: string) => void reads.push(`${person} at ${now}`);
  const suggest = suggestions({
    catalogue: { current: () => null, state: () => 'loaded', ready, touch: none },
    accessResolver: { workspace: async () => 'T1', access: () => Promise.reject(new Error()) },
    locales: { localeOf: () => 'en-US' },
    preferences: { load, save: async () => undefined },
    ...{ clock: { monotonic: () => now }, logEvent: none },
  });
  for (now of [0, 9_999, 10_000])
    for (const [user, view] of ['U1 V1', 'U1 V2', 'U2 V1'].map((of) => of.split(' '))) {
      const body = { action_id: 'voice', value: '', user: { id: user }, view: { id: view } };
      await suggest({ body, ack: async () => undefined });
    }
  const once = (at: number) => ['U1', 'U1', 'U2'].map((user) => `T1/${user} at ${at}`);
  expect(reads).toEqual([...once(0), ...once(10_000)]);
});
