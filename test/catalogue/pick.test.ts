import { expect, it } from 'vitest';
import * as pick from '../../src/catalogue/pick.ts';
import { avatar, catalogue, voice } from './sample-catalogue.ts';

const twin = avatar({ kind: 'custom', id: '81', name: 'Twin', shape: null });
const wide = avatar({ id: '82', shape: 'landscape' });

// What is said of a choice: `journeys/form-choices`, `journeys/form`.
it('kinds with the same id are told apart, and what nothing is called finds nothing', () => {
  const all = catalogue({ avatars: [avatar(), twin] });
  const found = ['custom:81', 'public:81', 'photo:81', '81', '', 'public:'].map((value) =>
    pick.findAvatar(all, value),
  );
  expect(found).toEqual([twin, avatar(), null, null, null, null]);
});

const social = avatar({ id: '2', style: 'social' });
const good = avatar({ id: '4' });
const avatars = [twin, social, wide, good, avatar({ id: '5' })];
it.each([
  ['the last choice though another would fit', avatars, 'public:82', 'portrait', wide],
  ['a good one where the last choice is gone', avatars, 'public:9', 'portrait', good],
  ['a public professional one of the shape', avatars, null, 'portrait', good],
  ['a public professional one of another shape', avatars, null, 'landscape', wide],
  ['no own one while a public one fits', [twin, social], null, 'portrait', social],
  ['an own one where no public one fits', [twin, social], null, 'square', twin],
  ['none in an empty catalogue', [], null, null, null],
] as const)('the first avatar shown is %s', (_, avatars, last, shape, first) => {
  const all = catalogue({ avatars: [...avatars] });
  expect(pick.defaultAvatar(all, { avatar: last, shape })).toEqual(first);
});

const voices = [
  voice({ id: 'fr-f', language: 'french', gender: 'female' }),
  voice({ id: 'en-m' }),
  voice({ id: 'en-f', gender: 'female' }),
  voice({ id: 'en-f-old', gender: 'female', age: 'old' }),
  voice({ id: 'de-m', language: 'german' }),
  voice({ id: 'de-own', language: 'german', gender: null, own: true }),
  voice({ id: 'en-GB-f', gender: 'female' }),
  voice({ id: 'es-m', language: 'spanish' }),
  voice({ id: 'es-own', language: 'spanish', own: true }),
];
const [woman, man] = [avatar(), avatar({ gender: 'male' })];
it.each([
  ['is the last choice while it exists', woman, 'en-US', 'de-m', 'de-m'],
  ['fits where the last choice is gone', woman, 'en-US', 'gone', 'en-f'],
  ['fits the language rather than the gender', man, 'fr-FR', null, 'fr-f'],
  ['is English where nobody speaks the language', woman, 'ko-KR', null, 'en-f'],
  ['is of the known gender rather than own', man, 'de-DE', null, 'de-m'],
  ['is own rather than of another gender', woman, 'de-DE', null, 'de-own'],
  ['is own where language and gender fit', man, 'es-ES', null, 'es-own'],
  ['is of the region of the locale', woman, 'en-GB', null, 'en-GB-f'],
  ['is of the age of the avatar', avatar({ age: 'senior' }), 'en-US', null, 'en-f-old'],
  ['is any where there is no avatar yet', null, 'en-US', null, 'en-m'],
])('the first voice shown %s', (_, who, locale, last, id) => {
  expect(pick.defaultVoice(catalogue({ voices }), who, locale, { voice: last })?.id).toBe(id);
});
