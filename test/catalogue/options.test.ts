import { describe, expect, it } from 'vitest';
import { avatarOptions, type Choices, voiceOptions } from '../../src/catalogue/options.ts';
import { avatar, voice } from './some.ts';

const everything = { query: '', shape: null, recent: [], locale: 'en-US' };
const outline = ({ groups }: Choices) =>
  groups.map(({ label, options }) => [label, ...options.map(({ value }) => value)]);
const sizes = ({ groups }: Choices) =>
  groups.map(({ label, options }) => `${label} ${options.length}`);
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => avatar({ id: `${at}`, name: `Ann ${at}` }));
const english = (count: number) =>
  Array.from({ length: count }, (_, at) => voice({ id: `en${at}`, name: `Hansel ${at}` }));
const NONE = { groups: [], shown: 0, matched: 0, unusable: 0 };

describe('avatars', () => {
  it('are shown by what tells them apart, and carry kind and id', () => {
    const options = [{ text: 'Amara · female · professional · portrait', value: 'public:81' }];
    const one = { groups: [{ label: 'Public', options }], shown: 1, matched: 1 };
    const choices = avatarOptions([avatar()], everything);
    expect(choices).toEqual({ ...one, unusable: 0, emptyHint: null });
  });

  it('come as recent ones, your own, public ones, then those of another shape', () => {
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

  it('that do not fit are counted where they were cut', () => {
    const list = [...many(300), avatar({ kind: 'custom', id: '7' })];
    const choices = avatarOptions(list, everything);
    const groups = ['Yours 1', 'Public (first 99 of 300, keep typing) 99'];
    expect([sizes(choices), choices.shown, choices.matched]).toEqual([groups, 100, 301]);
  });

  it('that are not there make no group at all, and a hint', () => {
    const query = 'xyz';
    const tryOther = 'Nothing matches “xyz”. Try fewer or other words.';
    const emptyHint = 'There is nothing to pick from yet.';
    const found = avatarOptions([avatar()], { ...everything, query });
    expect(found).toEqual({ ...NONE, emptyHint: tryOther });
    expect(avatarOptions([], everything)).toEqual({ ...NONE, emptyHint });
  });

  it('that are listed twice are offered once', () => {
    const twice = avatarOptions([avatar(), avatar()], everything);
    expect(outline(twice)).toEqual([['Public', 'public:81']]);
  });
});

describe('voices', () => {
  it('come as your own, your language, English, then the others by name', () => {
    const voices = [
      voice({ id: 'fr', name: 'Léa', language: 'french' }),
      voice({ id: 'none', name: 'Nobody', language: null }),
      voice({ id: 'de', name: 'Hans', language: 'german' }),
      voice({ id: 'en', name: 'Aria' }),
      voice({ id: 'en2', name: 'Jo', language: 'en-GB' }),
      voice({ id: 'ar', name: 'Ali', language: 'arabic' }),
      voice({ id: 'own', name: 'Me', language: 'french', own: true }),
    ];
    expect(outline(voiceOptions(voices, { ...everything, locale: 'de-DE' }))).toEqual([
      ['Yours', 'own'],
      ['German', 'de'],
      ['English', 'en', 'en2'],
      ['Arabic', 'ar'],
      ['French', 'fr'],
      ['Other voices', 'none'],
    ]);
  });

  it.each([
    ['nb-NO', 'Norwegian'],
    ['zh-TW', 'Traditional Chinese'],
    ['zh-CN', 'Chinese'],
    ['pt-BR', 'Portuguese'],
    ['not a locale', 'English'],
    ['', 'English'],
  ])('for somebody with the locale “%s” begin with %s', (locale, first) => {
    const list = ['english', 'chinese', 'traditional-chinese', 'norwegian', 'portuguese', 'zulu'];
    const spoken = list.map((language) => voice({ id: language, language }));
    expect(voiceOptions(spoken, { ...everything, locale }).groups[0]?.label).toBe(first);
  });

  it.each([
    [voice(), 'Christopher · English (US) · male'],
    [voice({ id: 'x', accent: 'British' }), 'Christopher · English (British) · male'],
    [voice({ id: 'x', language: 'en-GB' }), 'Christopher · English (GB) · male'],
    [
      voice({ id: 'x', language: 'traditional-chinese' }),
      'Christopher · Traditional Chinese · male',
    ],
    [voice({ id: 'tb_1', language: '', gender: null }), 'Christopher'],
    [voice({ id: 'tb_1', name: ' \n', language: null, gender: null }), 'Voice tb_1'],
  ])('have a label of name, language and gender (%#)', (each, text) => {
    expect(voiceOptions([each], everything).groups[0]?.options[0]?.text).toBe(text);
  });

  it('whose id is longer than a value may be are left out and counted', () => {
    const list = [voice({ id: 'x'.repeat(75) }), voice({ id: 'y'.repeat(76) })];
    expect(voiceOptions(list, everything)).toMatchObject({ shown: 1, matched: 1, unusable: 1 });
  });

  const german = (count: number) =>
    english(count).map(({ id }) => voice({ id: `de-${id}`, name: 'Hans', language: 'german' }));
  it.each([
    ['are counted in the last label', 30, '', ['English (… and 50 more in all, keep typing) 100']],
    [
      'but for the very name typed',
      1,
      'hans',
      ['English (first 99 of 120, keep typing) 99', 'German 1'],
    ],
  ])('of a language without a place %s', (_, count, query, groups) => {
    const list = [...english(120), ...german(count)];
    expect(sizes(voiceOptions(list, { ...everything, query }))).toEqual(groups);
  });
});
