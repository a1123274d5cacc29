import { expect, it } from 'vitest';
import * as pick from '../../src/catalogue/pick.ts';
import { avatar, catalogue, voice } from './sample-catalogue.ts';

const twin = avatar({ kind: 'custom', id: '81', name: 'Twin', shape: null });
const wide = avatar({ id: '82', shape: 'landscape' });

// The messages about a choice: `journeys/form-choices`, `journeys/form`.
it('avatars of different kinds may have the same id; an unknown value finds none', () => {
  const all = catalogue({ avatars: [avatar(), twin] });
  const values = ['custom:81', 'public:81', 'photo:81', '81', '', 'public:'];
  const found = values.map((value) => pick.findAvatar(all, value));
  expect(found).toEqual([twin, avatar(), null, null, null, null]);
});

const social = avatar({ id: '2', style: 'social' });
const good = avatar({ id: '4' });
const avatars = [twin, social, wide, good, avatar({ id: '5' })];
it.each([
  ['the last choice, even if it does not have the shape', avatars, 'public:82', 'portrait', wide],
  ['a default if the last choice is gone', avatars, 'public:9', 'portrait', good],
  ['a public professional one of the shape', avatars, null, 'portrait', good],
  ['a public professional one of another shape', avatars, null, 'landscape', wide],
  ['a public one before an own one', [twin, social], null, 'portrait', social],
  ['an own one if no public one has the shape', [twin, social], null, 'square', twin],
  ['none in an empty catalogue', [], null, null, null],
] as const)('the avatar selected at first is %s', (_, avatars, last, shape, first) => {
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
  ['is the last choice if it still exists', woman, 'en-US', 'de-m', 'de-m'],
  ['is a default if the last choice is gone', woman, 'en-US', 'gone', 'en-f'],
  ['has the language rather than the gender', man, 'fr-FR', null, 'fr-f'],
  ['is English if no voice speaks the language', woman, 'ko-KR', null, 'en-f'],
  ['has the gender rather than being an own one', man, 'de-DE', null, 'de-m'],
  ['is an own one rather than one of another gender', woman, 'de-DE', null, 'de-own'],
  ['is an own one among those with the language and the gender', man, 'es-ES', null, 'es-own'],
  ['has the region of the locale', woman, 'en-GB', null, 'en-GB-f'],
  ['has the age of the avatar', avatar({ age: 'senior' }), 'en-US', null, 'en-f-old'],
  ['is the first one if there is no avatar', null, 'en-US', null, 'en-m'],
])('the voice selected at first %s', (_, who, locale, last, id) => {
  expect(pick.defaultVoice(catalogue({ voices }), who, locale, { voice: last })?.id).toBe(id);
});
