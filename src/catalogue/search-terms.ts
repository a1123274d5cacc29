import type { Avatar, Voice } from '../domain/catalogue.ts';
import { lazy } from '../lib/lazy.ts';
import { languageOf } from './language/languages.ts';

/**
 * Normalises text for comparison in a search: lower case, no accents, apostrophes or punctuation,
 * single spaces between words. `9:16`, `16:9` and `1:1` become the name of their shape.
 */
export function normalize(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\b(9\s*[:x/×]\s*16|16\s*[:x/×]\s*9|1\s*[:x/×]\s*1)\b/g, shapeOfRatio)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’ʼ`]/gu, '')
    .replaceAll(/[ßæœøłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The search terms of a name; a name with an apostrophe is also split at it. */
export function nameTerms(name: string): string {
  const whole = normalize(name);
  const splitName = normalize(name.replaceAll(/['’ʼ`]/g, ' '));
  return whole === splitName ? whole : `${whole} ${splitName}`;
}

/** The facts by which a search finds an avatar, besides its name; normalized. */
export function avatarTerms(avatar: Avatar): string {
  return searchText([
    avatar.gender,
    avatar.style,
    avatar.age,
    avatar.shape,
    avatar.kind,
    avatar.kind === 'public' ? null : 'yours own mine',
  ]);
}

/** The facts by which a search finds a voice, besides its name; normalized. */
export function voiceTerms(voice: Voice): string {
  const language = languageOf(voice.language);
  return searchText([
    ...(language?.names ?? []),
    language?.region ?? null,
    voice.gender,
    voice.accent,
    voice.age,
    voice.use,
    voice.own ? 'yours own mine custom cloned' : 'public',
  ]);
}

/** Letters that Unicode does not decompose. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Words that people type, by the word that Jogg uses. */
const synonyms = lazy<ReadonlyMap<string, string>>(
  () =>
    new Map(
      Object.entries({
        female:
          'woman women lady girl frau weiblich femme mujer donna mulher vrouw kvinna kobieta женщина 女性 여성',
        male: 'man men guy boy mann männlich homme hombre uomo homem mężczyzna мужчина 男性 남성',
        portrait: 'vertical tall hochformat 9:16',
        landscape: 'horizontal wide widescreen querformat 16:9',
        square: 'quadratic 1:1',
        professional: 'business formal',
        social: 'casual informal',
        young_adult: 'teen',
        adult: 'middle aged',
        middle_aged: 'adult',
        senior: 'old elderly',
        old: 'senior elderly',
        custom: 'instant',
        photo: 'picture image',
        chinese: 'mandarin simplified',
      }).map(([word, others]) => [word, normalize(others)]),
    ),
);

function searchText(facts: readonly (string | null)[]): string {
  return facts
    .filter((fact) => fact !== null)
    .map((fact) => `${normalize(fact)} ${synonyms().get(fact.toLowerCase()) ?? ''}`.trim())
    .filter((fact) => fact !== '')
    .join(' ');
}

function shapeOfRatio(ratio: string): string {
  if (ratio.startsWith('9')) return ' portrait ';
  return ratio.startsWith('16') ? ' landscape ' : ' square ';
}
