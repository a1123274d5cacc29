import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as search from '../../src/catalogue/search.ts';
import { avatar, voice } from './sample-catalogue.ts';

const itemsOf = <T>(found: search.SearchResult<T>): T[] =>
  search.bestMatches(found, found.matches, Infinity).flatMap((at) => found.index.items[at] ?? []);
type Avatars = Parameters<typeof search.searchAvatars>[0];
const findAvatars = (list: Avatars, query: string, shape: 'landscape' | null = null) =>
  itemsOf(search.searchAvatars(list, query, { shape }));

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
const rowsOf = (table: string) => table.split(/ \|\s*/).map((row) => row.split(' ⇒ '));

/** Covers case, accents, apostrophes, letters without a decomposition, parts of names, facts. */
const BY_WORDS = `ANNABEL ⇒ 4 | zoe ⇒ 1 | ánnabel ⇒ 4 | lukasz ⇒ 5 | gross jurgen ⇒ 8 |
  d'angelo ⇒ 6 | dangelo ⇒ 6 | angelo ⇒ 6 | 静 ⇒ 7 | maria anna ⇒ 42 | anna male ⇒ |
  landscape ⇒ 4 | senior male ⇒ 5 | male ⇒ 56 | man ⇒ 56 | old man ⇒ 5 | young woman ⇒ 1 |
  frau zoe ⇒ 1 | femme social ⇒ 17 | horizontal ⇒ 4 | 16:9 ⇒ 4 | man 1:1 ⇒ 6 | custom ⇒ 8 |
  mine ⇒ 8 | female professional ⇒ 324 |   ·   ⇒ 12345678`;
it.each(rowsOf(BY_WORDS))('the avatars that “%s” finds are %s', (query = '', ids) => {
  expect(findAvatars(avatars, query).map(({ id }) => id)).toEqual([...(ids ?? '')]);
});

it('avatars are found best match first: exact name, name prefix, word of the name, then facts', () => {
  const best = ['Social', 'Socialite', 'Socially Long Name', 'Ann Social'];
  const styles = ['social', 'socialising'];
  const styled = styles.map((style) => avatar({ name: `${style.length}`, style }));
  const list = [...styled, ...best.toReversed().map((name) => avatar({ name }))];
  const found = findAvatars(list, 'social').map(({ name }) => name);
  expect(found).toEqual([...best, ...styled.map(({ name }) => name)]);
});

it('avatars that do not exist in the chosen shape come last, but not those of unknown shape', () => {
  const ids = (query: string) => findAvatars(avatars, query, 'landscape').map(({ id }) => id);
  expect([ids('a')[0], ids('').join('')]).toEqual(['4', '48123567']);
});

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
const findVoices = (query: string, locale = 'en-US') =>
  itemsOf(search.searchVoices(voices, query, { locale })).map(({ id }) => id);

const BY_LANGUAGE = `german ⇒ b | Deutsch ⇒ b | chinese ⇒ cd | mandarin ⇒ d | 中文 ⇒ cd | 繁體 ⇒ c |
  francais ⇒ e | 日本語 ⇒ f | narrative ⇒ f | canadian french woman ⇒ e | русский ⇒ g | türkçe ⇒ h |
  turkce old ⇒ h | cloned ⇒ i | english man ⇒ j | klingon ⇒ k`;
it.each(rowsOf(BY_LANGUAGE))('the voices that “%s” finds are %s', (query = '', ids) => {
  expect(findVoices(query).join('')).toBe(ids);
});

it('among equal matches, voices in the person’s language come first, then English', () => {
  const first = ['tr-TR', 'zh-TW'].map((each) => findVoices('woman', each).slice(0, 2).join(''));
  expect(first).toEqual(['ha', 'cd']);
});

it('every avatar is found by its own name, whatever the name', () => {
  const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 20 });
  const property = fc.property(names, (names) => {
    const list = names.map((name, at) => avatar({ id: `${at}`, name }));
    for (const each of list) expect(findAvatars(list, each.name)).toContain(each);
  });
  fc.assert(property);
});
