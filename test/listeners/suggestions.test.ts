import { expect, it } from 'vitest';
import { suggestions } from '../../src/listeners/form/suggestions.ts';
import { voice } from '../catalogue/some.ts';

/** The picker of two voices, with what it answered and whose choices it read. */
function voicePicker() {
  const voices = [voice({ name: '"Ann" \\ 1' }), voice({ id: 'b', age: 'old', use: 'news' })];
  const catalogue = { avatars: [], voices, loadedAt: 0 };
  const [answers, read]: [unknown[], string[]] = [[], []];
  const clock = { now: 0, monotonic: () => clock.now };
  const suggest = suggestions({
    catalogue: {
      current: () => catalogue,
      state: () => 'loaded',
      ready: async () => catalogue,
      touch: () => undefined,
    },
    recognise: { workspace: async () => 'T1', access: () => Promise.reject(new Error()) },
    locales: { of: () => 'en-US' },
    preferences: {
      load: async (person) => void read.push(`${person} at ${clock.now}`),
      save: async () => undefined,
    },
    clock,
    logEvent: () => undefined,
  });
  const press = (user: string, view: string) => {
    const body = { action_id: 'voice', value: '', user: { id: user }, view: { id: view } };
    return suggest({ body, ack: async (answer) => void answers.push(answer) });
  };
  return { press, answers, read, clock };
}

it('what a person used lately is read once in 10 s of key presses in a form', async () => {
  const { press, read, clock } = voicePicker();
  for (clock.now of [0, 9_999, 10_000])
    for (const form of ['U1 V1', 'U1 V2', 'U2 V1']) {
      const [user = '', view = ''] = form.split(' ');
      await press(user, view);
    }
  const once = (at: number) => ['U1', 'U1', 'U2'].map((user) => `T1/${user} at ${at}`);
  expect(read).toEqual([...once(0), ...once(10_000)]);
});
