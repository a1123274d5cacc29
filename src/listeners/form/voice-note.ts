import { type LanguageNote, languageNote } from '../../catalogue/language/voice-language.ts';
import type { Catalogue, Voice } from '../../domain/catalogue.ts';

/** The form's note about the voice's language; null for none. */
export function noteOf(
  catalogue: Catalogue,
  voice: Voice,
  now: { readonly script: string; readonly ownAudio: boolean; readonly locale: string },
  proposedVoice: string | null,
): LanguageNote | null {
  const byApp = voice.id === proposedVoice;
  const script = now.ownAudio ? '' : now.script;
  return languageNote(script, voice, { byApp, locale: now.locale, catalogue });
}

/** As a line below the voice. */
export function noteLine(logEvent: LanguageNote, voiceName: string): string {
  switch (logEvent.kind) {
    case 'proposed':
      return `Your script looks ${logEvent.script}, so the voice is now ${voiceName}.`;
    case 'clash':
      return `This voice speaks ${logEvent.voice}; your script looks ${logEvent.script}.`;
    case 'nobody': {
      const spoken = logEvent.voice === null ? '' : ` This one speaks ${logEvent.voice}.`;
      return `Your script looks ${logEvent.script}, but no voice here speaks it.${spoken}`;
    }
    case 'unsure':
      return (
        `The language of your script is not recognised, and this voice speaks ${logEvent.voice}. ` +
        'Check that it fits.'
      );
  }
}

/** As an error that stops a form once. */
export function noteError(logEvent: LanguageNote, voiceName: string): string {
  return `${noteLine(logEvent, voiceName)} If that is right, press “Make video” again.`;
}

/** A short key of the note, so that the form's metadata can tell which notes were given. */
export function noteKey(logEvent: LanguageNote): string {
  const voice = logEvent.kind === 'proposed' ? '' : (logEvent.voice ?? '');
  const script = logEvent.kind === 'unsure' ? '' : logEvent.script;
  return `${logEvent.kind}:${voice}>${script}`.slice(0, 200);
}
