import { expect, it } from 'vitest';
import { languageNote, spokenLocale } from '../../src/catalogue/language/voice-language.ts';
import { catalogue, voice } from './some.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const ICELANDIC = 'Góðan daginn öll, fundurinn byrjar klukkan 10.';
const list = catalogue({
  voices: [
    voice({ id: 'en', language: 'english' }),
    voice({ id: 'fr', language: 'french' }),
    voice({ id: 'odd', language: 'house blend' }),
  ],
});

const clash = { kind: 'clash', script: 'French', voice: 'English' };
const proposed = { kind: 'proposed', script: 'French' };
const nobody = { kind: 'nobody', script: 'Icelandic', voice: 'English' };
const nobodyFrench = { kind: 'nobody', script: 'French', voice: null };
const unsure = { kind: 'unsure', voice: 'English' };

it.each([
  [FRENCH, 'en-US', 'fr'],
  [FRENCH, 'fr-CA', 'fr-CA'],
  ['歡迎來到我們的春季促銷', 'en-US', 'zh-Hant'],
  ['歡迎來到我們的春季促銷', 'zh-CN', 'zh-CN'],
])('“%s” of a person of %s asks for a voice of %s', (script, locale, spoken) => {
  expect(spokenLocale(script, locale)).toBe(spoken);
});

/** The script, the voice's language, what chose it, and what is said of it. */
it.each<[string, string, string | null, { byApp?: true; locale?: string }, object | null]>([
  ['another language', FRENCH, 'english', {}, clash],
  ['the same language', FRENCH, 'french', {}, null],
  ['the same language, proposed', FRENCH, 'french', { byApp: true }, proposed],
  ['the person’s own, proposed', FRENCH, 'french', { byApp: true, locale: 'fr-FR' }, null],
  ['one that no voice speaks', ICELANDIC, 'english', {}, nobody],
  ['the own that none speaks', ICELANDIC, 'english', { byApp: true, locale: 'is-IS' }, nobody],
  ['one not recognised', 'Siyanda ukukhuluma nawe', 'english', {}, unsure],
  ['a chosen voice of an unknown name of a language', FRENCH, 'house blend', {}, null],
  ['a proposed voice of unknown language', FRENCH, null, { byApp: true }, nobodyFrench],
  ['nothing to speak', '', 'french', { byApp: true }, null],
  ['names alone', 'Jogg Slack Zoom', 'french', {}, null],
])('what is said of a voice’s language: %s', (_, script, language, chosen, note) => {
  const choice = { byApp: false, locale: 'en-US', catalogue: list, ...chosen };
  expect(languageNote(script, { language }, choice)).toEqual(note);
});
