import { describe, expect, test } from 'vitest';
import {
  checkChoice,
  defaultAvatar,
  defaultVoice,
  findAvatar,
  findVoice,
} from '../../src/catalogue/pick.ts';
import { avatar, catalogue, voice } from './some.ts';

describe('finding', () => {
  const custom = avatar({ kind: 'custom', id: '81', name: 'Twin' });
  const all = catalogue({ avatars: [avatar(), custom] });

  test('kinds with the same id are told apart', () => {
    expect(findAvatar(all, 'custom:81')).toEqual(custom);
    expect(findAvatar(all, 'public:81')).toEqual(avatar());
  });

  test.each(['photo:81', '81', '', 'public:'])('“%s” is gone', (value) => {
    expect(findAvatar(all, value)).toBeNull();
    expect(findVoice(all, value)).toBeNull();
  });
});

describe('the first avatar shown', () => {
  const twin = avatar({ kind: 'custom', id: '1', shape: null });
  const social = avatar({ id: '2', style: 'social' });
  const wide = avatar({ id: '3', shape: 'landscape' });
  const good = avatar({ id: '4' });
  const all = catalogue({ avatars: [twin, social, wide, good, avatar({ id: '5' })] });

  test('is the last choice while it exists, even where another would fit better', () => {
    expect(defaultAvatar(all, { avatar: 'public:3', shape: 'portrait' })).toEqual(wide);
    expect(defaultAvatar(all, { avatar: 'public:9', shape: 'portrait' })).toEqual(good);
  });

  test('is a public professional one of the shape', () => {
    expect(defaultAvatar(all, { avatar: null, shape: 'portrait' })).toEqual(good);
    expect(defaultAvatar(all, { avatar: null, shape: 'landscape' })).toEqual(wide);
  });

  test('is never an own one unasked while a public one fits', () => {
    const few = catalogue({ avatars: [twin, social] });
    expect(defaultAvatar(few, { avatar: null, shape: 'portrait' })).toEqual(social);
    expect(defaultAvatar(few, { avatar: null, shape: 'square' })).toEqual(twin);
  });

  test('is none in an empty catalogue', () => {
    expect(defaultAvatar(catalogue({ avatars: [] }), { avatar: null, shape: null })).toBeNull();
  });
});

describe('the first voice shown', () => {
  const list = [
    voice({ id: 'fr-f', language: 'french', gender: 'female' }),
    voice({ id: 'en-m' }),
    voice({ id: 'en-f', gender: 'female' }),
    voice({ id: 'en-f-old', gender: 'female', age: 'old' }),
    voice({ id: 'de-m', language: 'german' }),
    voice({ id: 'de-own', language: 'german', gender: null, own: true }),
    voice({ id: 'en-GB-f', gender: 'female' }),
  ];
  const woman = avatar();
  const man = avatar({ gender: 'male' });
  const pick = (who: typeof woman | null, locale: string, last: string | null = null) =>
    defaultVoice(catalogue({ voices: list }), who, locale, { voice: last })?.id;

  test('is the last choice while it exists', () => {
    expect(pick(woman, 'en-US', 'de-m')).toBe('de-m');
    expect(pick(woman, 'en-US', 'gone')).toBe('en-f');
  });

  test.each([
    ['language and gender fit', woman, 'fr-FR', 'fr-f'],
    ['language goes before gender', man, 'fr-FR', 'fr-f'],
    ['English where nobody speaks the language', woman, 'ko-KR', 'en-f'],
    ['known gender goes before own', man, 'de-DE', 'de-m'],
    ['own goes before another gender', woman, 'de-DE', 'de-own'],
    ['the region of the locale', woman, 'en-GB', 'en-GB-f'],
    ['the age of the avatar', avatar({ age: 'senior' }), 'en-US', 'en-f-old'],
    ['no avatar yet', null, 'en-US', 'en-m'],
  ])('%s', (_, who, locale, expected) => {
    expect(pick(who, locale)).toBe(expected);
  });

  test('is an own one where language and gender fit', () => {
    const voices = [voice(), voice({ id: 'mine', own: true })];
    expect(defaultVoice(catalogue({ voices }), man, 'en-US', { voice: null })?.id).toBe('mine');
  });
});

describe('checking a choice', () => {
  const wide = avatar({ id: '82', shape: 'landscape' });
  const twin = avatar({ kind: 'custom', id: '12', shape: null });
  const all = catalogue({
    avatars: [avatar(), avatar({ id: '83', shape: 'landscape', gender: 'male' }), wide, twin],
  });
  const voiceId = voice().id;

  test('fits: the avatar and the voice it is about', () => {
    expect(checkChoice(all, { avatar: 'public:81', voice: voiceId, shape: 'portrait' })).toEqual({
      kind: 'ok',
      avatar: avatar(),
      voice: voice(),
    });
  });

  test('an own avatar of unknown shape fits every shape', () => {
    expect(checkChoice(all, { avatar: 'custom:12', voice: voiceId, shape: 'square' }).kind).toBe(
      'ok',
    );
  });

  test('another shape: says which, and who to take instead', () => {
    expect(checkChoice(all, { avatar: 'public:81', voice: voiceId, shape: 'landscape' })).toEqual({
      kind: 'wrong',
      problems: [
        { kind: 'avatar not in shape', avatar: avatar(), shape: 'landscape', instead: wide },
      ],
    });
    expect(checkChoice(all, { avatar: 'public:81', voice: voiceId, shape: 'square' })).toEqual({
      kind: 'wrong',
      problems: [{ kind: 'avatar not in shape', avatar: avatar(), shape: 'square', instead: null }],
    });
  });

  test('avatar and voice gone are both said at once', () => {
    expect(checkChoice(all, { avatar: 'public:1', voice: 'no', shape: 'portrait' })).toEqual({
      kind: 'wrong',
      problems: [{ kind: 'avatar gone' }, { kind: 'voice gone' }],
    });
  });
});
