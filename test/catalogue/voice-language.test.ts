import { describe, expect, it } from 'vitest';
import { languageNote, spokenLocale } from '../../src/catalogue/language/voice-language.ts';
import { catalogue, voice } from './some.ts';

const FRENCH = 'Bienvenue à notre grande vente de printemps, tout doit disparaître avant lundi.';
const ICELANDIC = 'Góðan daginn öll, fundurinn byrjar klukkan 10.';
const list = catalogue({
  voices: [
    voice({ id: 'en', language: 'english' }),
    voice({ id: 'fr', language: 'french' }),
    voice({ id: 'own', language: null }),
    voice({ id: 'odd', language: 'house blend' }),
  ],
});

describe('the language to choose a voice for', () => {
  it.each([
    [FRENCH, 'en-US', 'fr'],
    [FRENCH, 'fr-CA', 'fr-CA'],
    ['Hi', 'de-DE', 'de-DE'],
    ['歡迎來到我們的春季促銷', 'en-US', 'zh-Hant'],
    ['歡迎來到我們的春季促銷', 'zh-CN', 'zh-CN'],
  ])('%s, for a person of %s: %s', (script, locale, spoken) => {
    expect(spokenLocale(script, locale)).toBe(spoken);
  });
});

describe('what is said of a voice’s language', () => {
  const said = (
    script: string,
    language: string | null,
    chosen: { byApp?: boolean; locale?: string } = {},
  ) =>
    languageNote(
      script,
      { language },
      { byApp: false, locale: 'en-US', catalogue: list, ...chosen },
    );

  it.each([
    [
      'another language',
      FRENCH,
      'english',
      {},
      { kind: 'clash', script: 'French', voice: 'English' },
    ],
    ['the same language', FRENCH, 'french', {}, null],
    [
      'the same language, proposed',
      FRENCH,
      'french',
      { byApp: true },
      { kind: 'proposed', script: 'French' },
    ],
    ['the person’s own, proposed', FRENCH, 'french', { byApp: true, locale: 'fr-FR' }, null],
    [
      'one that no voice speaks',
      ICELANDIC,
      'english',
      {},
      { kind: 'nobody', script: 'Icelandic', voice: 'English' },
    ],
    [
      'the person’s own, that no voice speaks',
      ICELANDIC,
      'english',
      { byApp: true, locale: 'is-IS' },
      { kind: 'nobody', script: 'Icelandic', voice: 'English' },
    ],
    [
      'one that is not recognised',
      'Siyanda ukukhuluma nawe',
      'english',
      {},
      { kind: 'unsure', voice: 'English' },
    ],
    ['a chosen voice of unknown language', FRENCH, null, {}, null],
    ['a chosen voice of an unknown name of a language', FRENCH, 'house blend', {}, null],
    [
      'a proposed voice of unknown language',
      FRENCH,
      null,
      { byApp: true },
      { kind: 'nobody', script: 'French', voice: null },
    ],
    ['nothing to speak', '', 'french', { byApp: true }, null],
    ['names alone', 'Jogg Slack Zoom', 'french', {}, null],
  ] as const)('%s', (_, script, language, chosen, logEvent) => {
    expect(said(script, language, chosen)).toEqual(logEvent);
  });
});
