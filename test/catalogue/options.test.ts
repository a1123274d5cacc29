import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clip } from '../../src/catalogue/labels.ts';
import { avatarOptions, type Choices, voiceOptions } from '../../src/catalogue/options.ts';
import { SHAPES } from '../../src/domain/catalogue.ts';
import { avatar, voice } from './some.ts';

const everything = { query: '', shape: null, recent: [], locale: 'en-US' };
const outline = ({ groups }: Choices) =>
  groups.map(({ label, options }) => [label, ...options.map(({ value }) => value)]);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => avatar({ id: `${index}`, name: `Ann ${index}` }));

describe('avatars', () => {
  test('an option shows what tells avatars apart and carries kind and id', () => {
    expect(avatarOptions([avatar()], everything)).toEqual({
      groups: [
        {
          label: 'Public',
          options: [{ text: 'Amara · female · professional · portrait', value: 'public:81' }],
        },
      ],
      shown: 1,
      matched: 1,
      unusable: 0,
      emptyHint: null,
    });
  });

  test('recent ones come first, then your own, then public, then those of another shape', () => {
    const list = [
      avatar({ id: '1', shape: 'landscape' }),
      avatar({ id: '2' }),
      avatar({ id: '3' }),
      avatar({ kind: 'custom', id: '1', shape: null }),
      avatar({ kind: 'photo', id: '1', shape: null }),
    ];
    const recent = ['photo:1', 'public:3', 'public:99', 'photo:1'];
    expect(outline(avatarOptions(list, { ...everything, shape: 'portrait', recent }))).toEqual([
      ['Recent', 'photo:1', 'public:3'],
      ['Yours', 'custom:1'],
      ['Public', 'public:2'],
      ['Not in portrait', 'public:1'],
    ]);
  });

  test('what does not fit is counted where it was cut', () => {
    const { groups, shown, matched } = avatarOptions(
      [...many(300), avatar({ kind: 'custom', id: '7' })],
      everything,
    );
    expect(groups.map(({ label, options }) => [label, options.length])).toEqual([
      ['Yours', 1],
      ['Public (first 99 of 300, keep typing)', 99],
    ]);
    expect({ shown, matched }).toEqual({ shown: 100, matched: 301 });
  });

  test('nothing found is no group at all, and a hint', () => {
    expect(avatarOptions([avatar()], { ...everything, query: 'xyz' })).toEqual({
      groups: [],
      shown: 0,
      matched: 0,
      unusable: 0,
      emptyHint: 'Nothing matches “xyz”. Try fewer or other words.',
    });
    expect(avatarOptions([], everything).emptyHint).toBe('There is nothing to pick from yet.');
  });

  test('one listed twice is offered once', () => {
    expect(outline(avatarOptions([avatar(), avatar()], everything))).toEqual([
      ['Public', 'public:81'],
    ]);
  });
});

describe('voices', () => {
  const voices = [
    voice({ id: 'fr', name: 'Léa', language: 'french' }),
    voice({ id: 'none', name: 'Nobody', language: null }),
    voice({ id: 'de', name: 'Hans', language: 'german' }),
    voice({ id: 'en', name: 'Aria' }),
    voice({ id: 'en2', name: 'Jo', language: 'en-GB' }),
    voice({ id: 'ar', name: 'Ali', language: 'arabic' }),
    voice({ id: 'own', name: 'Me', language: 'french', own: true }),
  ];

  test('your own come first, then your language, English, the others by name', () => {
    expect(outline(voiceOptions(voices, { ...everything, locale: 'de-DE' }))).toEqual([
      ['Yours', 'own'],
      ['German', 'de'],
      ['English', 'en', 'en2'],
      ['Arabic', 'ar'],
      ['French', 'fr'],
      ['Other voices', 'none'],
    ]);
  });

  test.each([
    ['nb-NO', 'Norwegian'],
    ['zh-TW', 'Traditional Chinese'],
    ['zh-CN', 'Chinese'],
    ['pt-BR', 'Portuguese'],
    ['not a locale', 'English'],
    ['', 'English'],
  ])('somebody with locale “%s” reads %s first', (locale, first) => {
    const list = ['english', 'chinese', 'traditional-chinese', 'norwegian', 'portuguese', 'zulu'];
    const spoken = list.map((language) => voice({ id: language, language }));
    const labels = voiceOptions(spoken, { ...everything, locale }).groups.map(({ label }) => label);
    expect(labels[0]).toBe(first);
  });

  test.each([
    [voice(), 'Christopher · English (US) · male'],
    [voice({ id: 'x', accent: 'British' }), 'Christopher · English (British) · male'],
    [voice({ id: 'x', language: 'en-GB' }), 'Christopher · English (GB) · male'],
    [
      voice({ id: 'x', language: 'traditional-chinese' }),
      'Christopher · Traditional Chinese · male',
    ],
    [voice({ id: 'tb_1', language: '', gender: null }), 'Christopher'],
    [voice({ id: 'tb_1', name: ' \n', language: null, gender: null }), 'Voice tb_1'],
  ])('a label tells name, language and gender (%#)', (each, text) => {
    const { groups } = voiceOptions([each], everything);
    expect(groups[0]?.options[0]?.text).toBe(text);
  });

  test('a voice whose id is longer than a value may be is left out and counted', () => {
    const list = [voice({ id: 'x'.repeat(75) }), voice({ id: 'y'.repeat(76) })];
    const { shown, matched, unusable } = voiceOptions(list, everything);
    expect({ shown, matched, unusable }).toEqual({ shown: 1, matched: 1, unusable: 1 });
  });

  test('where whole languages find no place, the last label says how many are left', () => {
    const list = [
      ...Array.from({ length: 120 }, (_, index) => voice({ id: `en${index}` })),
      ...Array.from({ length: 30 }, (_, index) => voice({ id: `de${index}`, language: 'german' })),
    ];
    const { groups } = voiceOptions(list, everything);
    expect(groups.map(({ label }) => label)).toEqual([
      'English (… and 50 more in all, keep typing)',
    ]);
  });

  test('with words typed, an exact name in a foreign language outlives the cut', () => {
    const list = [
      ...Array.from({ length: 120 }, (_, index) =>
        voice({ id: `en${index}`, name: `Hansel ${index}` }),
      ),
      voice({ id: 'de', name: 'Hans', language: 'german' }),
    ];
    const { groups } = voiceOptions(list, { ...everything, query: 'hans' });
    expect(groups.map(({ label, options }) => [label, options.length])).toEqual([
      ['English (first 99 of 120, keep typing)', 99],
      ['German', 1],
    ]);
  });
});

describe('whatever Jogg names things', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('A very long name '.repeat(9), 'lone \ud83d half', '👩‍👩‍👧‍👦'.repeat(20)),
  );
  const maybe = fc.option(text);
  const someAvatar = fc.record({
    kind: fc.constantFrom('public' as const, 'custom' as const, 'photo' as const),
    id: fc.string({ minLength: 1, maxLength: 90 }),
    name: text,
    coverUrl: fc.constant(null),
    previewUrl: fc.constant(null),
    shape: fc.option(fc.constantFrom(...SHAPES)),
    style: maybe,
    gender: maybe,
    age: maybe,
  });
  const someVoice = fc.record({
    id: fc.string({ minLength: 1, maxLength: 90 }),
    own: fc.boolean(),
    name: text,
    sampleUrl: fc.constant(null),
    language: fc.option(fc.oneof(text, fc.constantFrom('english', 'german', 'zh-TW', 'xx'))),
    gender: maybe,
    age: maybe,
    accent: maybe,
    use: maybe,
  });
  const query = fc.oneof(fc.constant(''), fc.string({ maxLength: 3 }), text);

  test('avatars stay within what Slack takes', () => {
    fc.assert(
      fc.property(
        fc.array(someAvatar, { maxLength: 250, size: 'max' }),
        query,
        fc.option(fc.constantFrom(...SHAPES)),
        (list, typed, shape) => {
          const recent = list.slice(0, 5).map(({ kind, id }) => `${kind}:${id}`);
          expectTakenBySlack(avatarOptions(list, { query: typed, shape, recent }));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('voices stay within what Slack takes', () => {
    fc.assert(
      fc.property(
        fc.array(someVoice, { maxLength: 250, size: 'max' }),
        query,
        text,
        (list, typed, locale) => {
          const recent = list.slice(0, 5).map(({ id }) => id);
          expectTakenBySlack(voiceOptions(list, { query: typed, locale, recent }));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('cutting leaves no half characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 120 }),
        fc.integer({ min: 1, max: 75 }),
        (long, most) => {
          const cut = clip(long, most);
          expect(cut.length).toBeLessThanOrEqual(most);
          expect(cut.isWellFormed()).toBe(true);
        },
      ),
    );
  });
});

function expectTakenBySlack({ groups, shown, matched, emptyHint }: Choices): void {
  const options = groups.flatMap((group) => group.options);
  expect(options.length).toBe(shown);
  expect(shown).toBe(Math.min(matched, 100));
  expect(groups.length).toBeLessThanOrEqual(100);
  expect(new Set(options.map(({ value }) => value)).size).toBe(shown);
  for (const { options: inside } of groups) expect(inside.length).toBeGreaterThan(0);
  const texts = [
    ...groups.map(({ label }) => label),
    ...options.flatMap(({ text, value, description }) => [text, value, description ?? '-']),
  ];
  for (const each of texts) {
    expect(each.length).toBeGreaterThan(0);
    expect(each.length).toBeLessThanOrEqual(75);
  }
  const shownTexts = texts.filter((each) => !options.some(({ value }) => value === each));
  expect(shownTexts.filter((each) => !each.isWellFormed())).toEqual([]);
  expect(emptyHint === null).toBe(shown > 0);
  if (matched > shown)
    expect(groups.some(({ label }) => label.endsWith('keep typing)'))).toBe(true);
}
