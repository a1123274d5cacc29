import { expect, it } from 'vitest';
import { avatarFacets } from '../../src/catalogue/filters.ts';
import type { PickerOptions } from '../../src/catalogue/option-groups.ts';
import * as picker from '../../src/catalogue/options.ts';
import type { Avatar, Voice } from '../../src/domain/catalogue.ts';
import { addRecent } from '../../src/domain/choices.ts';
import { PICKER_GROUPS } from '../../src/slack/copy/form-copy.ts';
import { avatar, voice } from './sample-catalogue.ts';

const defaults = { query: '', shape: null, recent: [], locale: 'en-US' };
type Query<T extends (...args: never[]) => unknown> = Partial<Parameters<T>[1]>;
const avatarOptions = (list: readonly Avatar[], ask: Query<typeof picker.avatarOptions> = {}) =>
  picker.avatarOptions(list, { ...defaults, ...ask }, PICKER_GROUPS);
const voiceOptions = (list: readonly Voice[], ask: Query<typeof picker.voiceOptions> = {}) =>
  picker.voiceOptions(list, { ...defaults, ...ask }, PICKER_GROUPS);

const outline = ({ groups }: PickerOptions) =>
  groups.map(({ label, options }) => [label, ...options.map(({ value }) => value)].join(' '));
const sizes = ({ groups }: PickerOptions) =>
  groups.map(({ label, options }) => `${label} ${options.length}`);
const repeat = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

it('an avatar is offered once, with a label of its facts and a value of its kind and id', () => {
  const options = [{ text: 'Amara · female · professional · portrait', value: 'public:81' }];
  const one = { groups: [{ label: 'Public', options }], shown: 1, matched: 1, unusable: 0 };
  const none = { groups: [], shown: 0, matched: 0, unusable: 0 };
  const seen = [avatarOptions([avatar(), avatar()]), avatarOptions([avatar()], { query: 'xyz' })];
  expect(seen).toEqual([one, none]);
});

it('avatars are grouped as recent, own, public, and not in the chosen shape', () => {
  const wide = avatar({ id: '1', shape: 'landscape' });
  const own = (['custom', 'photo'] as const).map((kind) => avatar({ kind, id: '1', shape: null }));
  const list = [wide, avatar({ id: '2' }), avatar({ id: '3' }), ...own];
  const recent = ['photo:1', 'public:3', 'public:99', 'photo:1'];
  expect(outline(avatarOptions(list, { shape: 'portrait', recent }))).toEqual([
    'Recent photo:1 public:3',
    'Yours custom:1',
    'Public public:2',
    'Not in portrait public:1',
  ]);
});

it('avatars beyond the limit are counted in the label of their group', () => {
  const list = repeat(300, (at) => avatar({ id: `${at}`, name: `Ann ${at}` }));
  const choices = avatarOptions([...list, avatar({ kind: 'custom', id: '7' })]);
  const groups = ['Yours 1', 'Public (201 more – type to search) 99'];
  expect([sizes(choices), choices.shown, choices.matched]).toEqual([groups, 100, 301]);
});

it('voices are grouped as own, in the person’s language, English, and others by name', () => {
  const voices = [
    voice({ id: 'fr', name: 'Léa', language: 'french' }),
    voice({ id: 'none', name: 'Nobody', language: null }),
    voice({ id: 'de', name: 'Hans', language: 'german' }),
    voice({ id: 'en', name: 'Aria' }),
    voice({ id: 'en2', name: 'Jo', language: 'en-GB' }),
    voice({ id: 'ar', name: 'Ali', language: 'arabic' }),
    voice({ id: 'own', name: 'Me', language: 'french', own: true }),
  ];
  const others = ['Arabic ar', 'French fr', 'Other voices none'];
  const inGerman = ['Yours own', 'German de', 'English en en2', ...others];
  expect(outline(voiceOptions(voices, { locale: 'de-DE' }))).toEqual(inGerman);
});

it('the first voices are in the language of the person’s locale, or else English', () => {
  const list = ['english', 'chinese', 'traditional-chinese', 'norwegian', 'portuguese', 'zulu'];
  const spoken = list.map((language) => voice({ id: language, language }));
  const locales = ['nb-NO', 'zh-TW', 'zh-CN', 'pt-BR', 'not a locale', ''];
  const first = locales.map((locale) => voiceOptions(spoken, { locale }).groups[0]?.label);
  const named = ['Norwegian', 'Traditional Chinese', 'Chinese', 'Portuguese'];
  expect(first).toEqual([...named, 'English', 'English']);
});

it.each([
  [{}, 'Christopher · English (US) · male'],
  [{ id: 'x', accent: 'British' }, 'Christopher · English (British) · male'],
  [{ id: 'x', language: 'en-GB' }, 'Christopher · English (GB) · male'],
  [{ id: 'x', language: 'traditional-chinese' }, 'Christopher · Traditional Chinese · male'],
  [{ id: 'tb_1', name: ' \n', language: null, gender: null }, 'Voice tb_1'],
])('a voice with %j has a label of its name, language and gender', (facts, text) => {
  expect(voiceOptions([voice(facts)]).groups[0]?.options[0]?.text).toBe(text);
});

const NO_QUERY = ['English (50 more in all – type to search) 100'];
const CUT = ['English (21 more – type to search) 99', 'German 1'];
it.each([
  ['without a query are counted in the last label', 30, '', NO_QUERY],
  ['are shown if their exact name is the query', 1, 'hans', CUT],
])('voices of a language beyond the limit %s', (_, count, query, groups) => {
  const english = repeat(120, (at) => voice({ id: `en${at}`, name: `Hansel ${at}` }));
  const german = repeat(count, (at) => voice({ id: `de${at}`, name: 'Hans', language: 'german' }));
  expect(sizes(voiceOptions([...english, ...german], { query }))).toEqual(groups);
  // A voice whose id is too long for an option is left out and counted.
  const long = voiceOptions([voice({ id: 'x'.repeat(75) }), voice({ id: 'y'.repeat(76) })]);
  expect([long.shown, long.matched, long.unusable]).toEqual([1, 1, 1]);
});

// Which avatars they let through: `journeys/form-choices`.
it('the filters are the values of each facet, except facets that all avatars share', () => {
  const styled = [
    avatar(),
    avatar({ id: '2', style: 'social', age: 'young_adult', gender: 'Male' }),
    avatar({ id: '4', kind: 'custom', style: null, gender: null, age: null }),
  ];
  const facets = avatarFacets(styled).map(({ facet, options }) =>
    [facet, ...options.map(({ value, label }) => `${value} ${label}`)].join(', '),
  );
  const style = 'style, style:professional Professional, style:social Social';
  const gender = 'gender, gender:female Female, gender:male Male';
  expect(facets).toEqual([style, gender, 'age, age:adult Adult, age:young_adult Young adult']);
  expect(avatarFacets([avatar(), avatar({ id: '2' })])).toEqual([]);
});

it('a used item moves to the front of the recent ones, and the oldest of six is dropped', () => {
  const used = ['a', 'b', 'c', 'a', 'd', 'e', 'f'].reduce<string[]>(addRecent, []);
  expect(used).toEqual(['f', 'e', 'd', 'a', 'c']);
});
