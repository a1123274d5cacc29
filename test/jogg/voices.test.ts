import { describe, expect, it } from 'vitest';
import { bothVersions } from './both-versions.ts';
import { ok } from './stand-in.ts';

describe('voices', () => {
  it.each([
    ['v1', 'audition_url'],
    ['v1', 'audio_url'],
    ['v2', 'audio_url'],
    ['v2', 'audition_url'],
  ] as const)('over %s have their sample under %s', async (version, spelling) => {
    const jogg = await bothVersions(
      ok({
        total: 1,
        voices: [
          {
            voice_id: 'tb_1',
            name: 'Eva',
            [spelling]: 'https://res.jogg.ai/e.mp3',
            language: 'german',
            gender: 'female',
            age: 'young',
          },
        ],
      }),
    );
    const facts = {
      id: 'tb_1',
      name: 'Eva',
      sampleUrl: 'https://res.jogg.ai/e.mp3',
      language: 'german',
      gender: 'female',
      age: 'young',
      accent: null,
      use: null,
    };

    expect(await jogg[version].publicVoices({})).toEqual([{ ...facts, own: false }]);
    expect(await jogg[version].customVoices({})).toEqual([{ ...facts, own: true }]);
  });

  it('over v2 tell accent and use; an empty language is unknown', async () => {
    const { v2 } = await bothVersions(
      ok({
        voices: [
          {
            voice_id: 'x',
            name: '',
            language: '',
            accent: 'american',
            use_case: 'narrative_story',
          },
        ],
        has_more: false,
      }),
    );

    expect(await v2.publicVoices({})).toEqual([
      {
        id: 'x',
        own: false,
        name: 'x',
        sampleUrl: null,
        language: null,
        gender: null,
        age: null,
        accent: 'american',
        use: 'narrative_story',
      },
    ]);
  });

  it.each(['v1', 'v2'] as const)(
    'over %s can be asked for by language, gender and age',
    async (version) => {
      const jogg = await bothVersions(ok({ total: 0, voices: [] }));

      await jogg[version].publicVoices({
        language: 'traditional-chinese',
        gender: 'male',
        age: 'middle_aged',
      });
      await jogg[version].customVoices({ language: 'english' });

      expect(jogg.asked()).toEqual([
        {
          path: `/${version}/voices`,
          query: {
            page: '1',
            page_size: '100',
            language: 'traditional-chinese',
            gender: 'male',
            age: 'middle_aged',
          },
        },
        { path: `/${version}/voices/custom`, query: { language: 'english' } },
      ]);
    },
  );
});
