import type { Catalogue, Voice } from '../../domain/catalogue.ts';
import { languageOf, nearness } from './languages.ts';
import { judgeScript, languageName } from './script-language.ts';

/** A note about a voice's language beside a script. Language names are in English. */
export type LanguageNote =
  /** The app proposed the voice for the script's language, which is not the person's. */
  | { readonly kind: 'proposed'; readonly script: string }
  /** The script is clearly in another language than the voice speaks. */
  | { readonly kind: 'clash'; readonly script: string; readonly voice: string }
  /** The same, and no voice speaks that language. */
  | { readonly kind: 'nobody'; readonly script: string; readonly voice: string | null }
  /** The script does not look like the voice's language, nor clearly like another one. */
  | { readonly kind: 'unsure'; readonly voice: string };

/** The locale to choose a voice for: the script's if it is clear, else the person's. */
export function spokenLocale(script: string, locale: string): string {
  const match = judgeScript(script, locale);
  return match.kind === 'other' ? match.language : locale;
}

/**
 * The note about `voice` for `script`; null if it may well fit. If Jogg does not tell a voice's
 * language, only the app's own proposal gets a note.
 */
export function languageNote(
  script: string,
  voice: Pick<Voice, 'language'>,
  chosen: { readonly byApp: boolean; readonly locale: string; readonly catalogue: Catalogue },
): LanguageNote | null {
  const language = languageOf(voice.language);
  const ofPerson = judgeScript(script, chosen.locale);
  if (!language?.spoken) {
    if (!chosen.byApp || ofPerson.kind !== 'other') return null;
    return { kind: 'nobody', script: languageName(ofPerson.language), voice: null };
  }
  const ofVoice = judgeScript(script, language.spoken.language);
  const spoken = language.label;
  switch (ofVoice.kind) {
    case 'unsure':
      return { kind: 'unsure', voice: spoken };
    case 'other': {
      const written = ofVoice.language;
      const speaks = ({ language: each }: Voice) => nearness(languageOf(each), written) >= 2;
      const kind = chosen.catalogue.voices.some(speaks) ? 'clash' : 'nobody';
      return { kind, script: languageName(written), voice: spoken };
    }
    case 'fits':
      return chosen.byApp && ofPerson.kind === 'other'
        ? { kind: 'proposed', script: languageName(ofPerson.language) }
        : null;
  }
}
