import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as search from '../../src/catalogue/search.ts';
import type { Avatar, Voice } from '../../src/domain/catalogue.ts';
import { avatar, voice } from './some.ts';

const listed = <T>(found: search.Found<T>): T[] =>
  search.bestIn(found, found.fit, Infinity).flatMap((at) => found.index.items[at] ?? []);
const searchAvatars = (...ask: Parameters<typeof search.searchAvatars>): Avatar[] =>
  listed(search.searchAvatars(...ask));
const searchVoices = (...ask: Parameters<typeof search.searchVoices>): Voice[] =>
  listed(search.searchVoices(...ask));

const avatars = [
  avatar({ id: '1', name: 'Zoë', age: 'young_adult', style: 'social' }),
  avatar({ id: '2', name: 'Anna-Maria' }),
  avatar({ id: '3', name: 'Anna' }),
  avatar({ id: '4', name: 'Maria Annabel', shape: 'landscape' }),
  avatar({ id: '5', name: 'Łukasz', gender: 'male', age: 'senior' }),
  avatar({ id: '6', name: "D'Angelo", gender: 'male', shape: 'square' }),
  avatar({ id: '7', name: '陈静怡', style: 'social' }),
  avatar({ kind: 'custom', id: '8', name: 'Jürgen Groß', gender: null, shape: null, age: null }),
];
const named = (query: string) =>
  searchAvatars(avatars, query, { shape: null }).map(({ name }) => name);

describe('avatars', () => {
  it.each([
    ['case does not matter', 'ANNABEL', ['Maria Annabel']],
    ['accents typed or not', 'zoe', ['Zoë']],
    ['accents typed where there are none', 'ánnabel', ['Maria Annabel']],
    ['letters that do not come apart', 'lukasz', ['Łukasz']],
    ['ss for ß', 'gross jurgen', ['Jürgen Groß']],
    ['with its apostrophe', "d'angelo", ["D'Angelo"]],
    ['without its apostrophe', 'dangelo', ["D'Angelo"]],
    ['what follows the apostrophe', 'angelo', ["D'Angelo"]],
    ['a piece of a name without spaces', '静', ['陈静怡']],
    ['words in any order', 'maria anna', ['Maria Annabel', 'Anna-Maria']],
    ['every word must fit', 'anna male', []],
    ['a fact', 'landscape', ['Maria Annabel']],
    ['facts together', 'senior male', ['Łukasz']],
    ['male does not find female', 'male', ['Łukasz', "D'Angelo"]],
    ['man', 'man', ['Łukasz', "D'Angelo"]],
    ['old man', 'old man', ['Łukasz']],
    ['woman', 'young woman', ['Zoë']],
    ['Frau', 'frau zoe', ['Zoë']],
    ['femme', 'femme social', ['Zoë', '陈静怡']],
    ['horizontal', 'horizontal', ['Maria Annabel']],
    ['a ratio', '16:9', ['Maria Annabel']],
    ['another ratio', 'man 1:1', ["D'Angelo"]],
    ['kind', 'custom', ['Jürgen Groß']],
    ['mine', 'mine', ['Jürgen Groß']],
  ])('are found by %s: “%s”', (_, query, found) => {
    expect(named(query)).toEqual(found);
  });

  it('are found best match first: exact name, name prefix, word of the name, then facts', () => {
    const best = ['Social', 'Socialite', 'Socially Long Name', 'Ann Social'];
    const styled = { Bob: 'social', Cy: 'socialising' };
    const list = [
      ...Object.entries(styled).map(([name, style]) => avatar({ name, style })),
      ...best.toReversed().map((name) => avatar({ name })),
    ];
    const found = searchAvatars(list, 'social', { shape: null }).map(({ name }) => name);
    expect(found).toEqual([...best, ...Object.keys(styled)]);
  });

  it('that match alike keep the order Jogg gave them', () => {
    expect(named('female professional')).toEqual(['Anna', 'Anna-Maria', 'Maria Annabel']);
    expect(named('  ·  ')).toEqual(avatars.map(({ name }) => name));
  });

  it('that do not exist in the chosen shape come last, those of unknown shape do not', () => {
    const ids = (query: string) =>
      searchAvatars(avatars, query, { shape: 'landscape' }).map(({ id }) => id);
    expect([ids('a')[0], ids('').join('')]).toEqual(['4', '48123567']);
  });
});

describe('voices', () => {
  const voices = [
    voice({ id: 'a', name: 'Aria', gender: 'female' }),
    voice({ id: 'b', name: 'Hans', language: 'german' }),
    voice({ id: 'c', name: 'Mei', language: 'traditional-chinese', gender: 'female' }),
    voice({ id: 'd', name: 'Lin', language: 'chinese', gender: 'female' }),
    voice({ id: 'e', name: 'Léa', language: 'french', accent: 'Canadian', gender: 'female' }),
    voice({ id: 'f', name: 'Yui', language: 'japanese', use: 'narrative_story' }),
    voice({ id: 'g', name: 'Ivan', language: 'russian' }),
    voice({ id: 'h', name: 'Ayşe', language: 'turkish', gender: 'female', age: 'old' }),
    voice({ id: 'i', name: 'Me', language: '', own: true, gender: null }),
    voice({ id: 'j', name: 'Jo', language: 'en-GB' }),
    voice({ id: 'k', name: 'Kai', language: 'Klingon' }),
  ];
  const ids = (query: string, locale = 'en-US') =>
    searchVoices(voices, query, { locale }).map(({ id }) => id);

  const FOUND = `german b|Deutsch b|chinese cd|mandarin d|中文 cd|繁體 c|francais e|日本語 f|
narrative f|canadian french woman e|русский g|türkçe h|turkce old h|cloned i|english man j|klingon k`;
  it.each(FOUND.split(/\|\n?/))('are found by words, and which: “%s”', (row) => {
    const [, query = '', found] = /^(.*) (\w+)$/.exec(row) ?? [];
    expect(ids(query).join('')).toBe(found);
  });

  it('that match alike come in the language of the requester first, then English', () => {
    expect(ids('woman', 'tr-TR').slice(0, 2)).toEqual(['h', 'a']);
    expect(ids('woman', 'zh-TW').slice(0, 2)).toEqual(['c', 'd']);
  });
});

it('every avatar is found by its own name, whatever the name', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 });
  const holds = fc.property(names, (names) => {
    const list = names.map((name, at) => avatar({ id: `${at}`, name }));
    for (const each of list)
      expect(searchAvatars(list, each.name, { shape: null })).toContain(each);
  });
  fc.assert(holds);
});
