import { expect, it } from 'vitest';
import { jsonOf } from '../../src/lib/serialised.ts';
import { suggestVoices } from '../../src/listeners/form/suggestions.ts';
import { voice } from '../catalogue/some.ts';

it('what a picker answers is the same over HTTP, from ready JSON, as over a socket', async () => {
  const voices = [voice({ name: '"Ann" \\ 1' }), voice({ id: 'b', age: 'old', use: 'news' })];
  const catalogue = { avatars: [], voices, loadedAt: 0 };
  const suggest = suggestVoices({
    catalogue: {
      current: () => catalogue,
      state: () => 'loaded',
      ready: async () => catalogue,
      touch: () => undefined,
    },
    recognise: { workspace: async () => 'T1', access: () => Promise.reject(new Error()) },
    locales: { of: () => 'en-US', learn: async () => undefined },
    preferences: { load: async () => undefined, save: async () => undefined },
    logEvent: () => undefined,
  });
  const answers: unknown[] = [];
  const body = { value: '', user: { id: 'U1' } };
  const ack = async (answer: unknown) => void answers.push(answer);
  for (const _ of ['first', 'again']) await suggest(Object.create({ body, payload: body, ack }));
  const whole = answers.map((each) => JSON.stringify(each));
  expect([answers.map(jsonOf), whole[0]?.includes('old · news')]).toEqual([whole, true]);
});
