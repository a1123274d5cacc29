import type { Catalogue, Voice } from '../../domain/catalogue.ts';
import { languageOf, nearness } from './languages.ts';
import { judgeScript, languageName } from './script-language.ts';

/** A note about a voice's language and a script's. Language names are in English. */
export type LanguageNote =
  /** The app proposed the voice because the script's language is not the person's. */
  | { readonly kind: 'proposed'; readonly script: string }
  /** The script is clearly not in the voice's language. */
  | { readonly kind: 'clash'; readonly script: string; readonly voice: string }
  /** The script is clearly not in the voice's language, and no voice speaks the script's. */
  | { readonly kind: 'nobody'; readonly script: string; readonly voice: string | null }
  /** The script may not be in the voice's language, but its language is not clear. */
  | { readonly kind: 'unsure'; readonly voice: string };

/** The locale to choose a voice for: the script's language if it is clear, else `locale`. */
export function spokenLocale(script: string, locale: string): string {
  const match = judgeScript(script, locale);
  return match.kind === 'other' ? match.language : locale;
}

/**
 * The note about `voice` for `script`; null if they may match. If the voice's language is unknown,
 * only a voice that the app proposed gets a note.
 */
export function languageNote(
  script: string,
  voice: Pick<Voice, 'language'>,
  chosen: { readonly byApp: boolean; readonly locale: string; readonly catalogue: Catalogue },
): LanguageNote | null {
  const language = languageOf(voice.language);
  const personMatch = judgeScript(script, chosen.locale);
  if (!language?.spoken) {
    if (!chosen.byApp || personMatch.kind !== 'other') return null;
    return { kind: 'nobody', script: languageName(personMatch.language), voice: null };
  }
  const voiceMatch = judgeScript(script, language.spoken.language);
  const voiceLanguage = language.label;
  switch (voiceMatch.kind) {
    case 'unsure':
      return { kind: 'unsure', voice: voiceLanguage };
    case 'other': {
      const scriptLanguage = voiceMatch.language;
      const isSpokenBy = ({ language: each }: Voice) =>
        nearness(languageOf(each), scriptLanguage) >= 2;
      const kind = chosen.catalogue.voices.some(isSpokenBy) ? 'clash' : 'nobody';
      return { kind, script: languageName(scriptLanguage), voice: voiceLanguage };
    }
    case 'fits':
      return chosen.byApp && personMatch.kind === 'other'
        ? { kind: 'proposed', script: languageName(personMatch.language) }
        : null;
  }
}
