import { describe, expect, it } from 'vitest';
import * as pick from '../../src/catalogue/pick.ts';
import { avatar, catalogue, voice } from './some.ts';

const twin = avatar({ kind: 'custom', id: '81', name: 'Twin', shape: null });
const wide = avatar({ id: '82', shape: 'landscape' });

it('kinds with the same id are told apart, and what nothing is called finds nothing', () => {
  const all = catalogue({ avatars: [avatar(), twin] });
  const found = ['custom:81', 'public:81'].map((value) => pick.findAvatar(all, value));
  expect(found).toEqual([twin, avatar()]);
  for (const value of ['photo:81', '81', '', 'public:'])
    expect([pick.findAvatar(all, value), pick.findVoice(all, value)]).toEqual([null, null]);
});

describe('the first avatar shown', () => {
  const social = avatar({ id: '2', style: 'social' });
  const good = avatar({ id: '4' });
  const all = [twin, social, wide, good, avatar({ id: '5' })];

  it.each([
    ['is the last choice though another would fit', all, 'public:82', 'portrait', wide],
    ['is a good one where the last choice is gone', all, 'public:9', 'portrait', good],
    ['is a public professional one of the shape', all, null, 'portrait', good],
    ['is a public professional one of another shape', all, null, 'landscape', wide],
    ['is no own one while a public one fits', [twin, social], null, 'portrait', social],
    ['is an own one where no public one fits', [twin, social], null, 'square', twin],
    ['is none in an empty catalogue', [], null, null, null],
  ] as const)('%s', (_, avatars, last, shape, first) => {
    const all = catalogue({ avatars: [...avatars] });
    expect(pick.defaultAvatar(all, { avatar: last, shape })).toEqual(first);
  });
});

describe('the first voice shown', () => {
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
  const woman = avatar();
  const man = avatar({ gender: 'male' });

  it.each([
    ['is the last choice while it exists', woman, 'en-US', 'de-m', 'de-m'],
    ['fits where the last choice is gone', woman, 'en-US', 'gone', 'en-f'],
    ['fits language and gender', woman, 'fr-FR', null, 'fr-f'],
    ['fits the language rather than the gender', man, 'fr-FR', null, 'fr-f'],
    ['is English where nobody speaks the language', woman, 'ko-KR', null, 'en-f'],
    ['is of the known gender rather than own', man, 'de-DE', null, 'de-m'],
    ['is own rather than of another gender', woman, 'de-DE', null, 'de-own'],
    ['is own where language and gender fit', man, 'es-ES', null, 'es-own'],
    ['is of the region of the locale', woman, 'en-GB', null, 'en-GB-f'],
    ['is of the age of the avatar', avatar({ age: 'senior' }), 'en-US', null, 'en-f-old'],
    ['is any where there is no avatar yet', null, 'en-US', null, 'en-m'],
  ])('%s', (_, who, locale, last, id) => {
    expect(pick.defaultVoice(catalogue({ voices }), who, locale, { voice: last })?.id).toBe(id);
  });
});

describe('checking a choice', () => {
  const other = avatar({ id: '83', shape: 'landscape', gender: 'male' });
  const all = catalogue({ avatars: [avatar(), other, wide, twin] });
  const fits = { kind: 'ok', avatar: avatar(), voice: voice() };
  const wrong = (...problems: object[]) => ({ kind: 'wrong', problems });
  const notIn = (shape: string, instead: object | null) =>
    wrong({ kind: 'avatar not in shape', avatar: avatar(), shape, instead });
  const ID = voice().id;
  const gone = wrong({ kind: 'avatar gone' }, { kind: 'voice gone' });

  it.each([
    ['fits', 'public:81', ID, 'portrait', fits],
    ['fits where its shape is not known', 'custom:81', ID, 'square', { ...fits, avatar: twin }],
    ['has another shape', 'public:81', ID, 'landscape', notIn('landscape', wide)],
    ['has a shape nobody has', 'public:81', ID, 'square', notIn('square', null)],
    ['is gone, avatar and voice', 'public:1', 'no', 'portrait', gone],
  ] as const)('says that it %s', (_, avatar, voice, shape, outcome) => {
    expect(pick.checkChoice(all, { avatar, voice, shape })).toEqual(outcome);
  });
});
