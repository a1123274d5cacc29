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
export function noteLine(note: LanguageNote, voiceName: string): string {
  switch (note.kind) {
    case 'proposed':
      return `Your script looks ${note.script}, so the voice is now ${voiceName}.`;
    case 'clash':
      return `This voice speaks ${note.voice}. Your script looks ${note.script}.`;
    case 'nobody': {
      const spoken = note.voice === null ? '' : ` This one speaks ${note.voice}.`;
      return `Your script looks ${note.script}, but no voice here speaks it.${spoken}`;
    }
    case 'unsure':
      return (
        `This voice speaks ${note.voice}. Check that it fits: ` +
        'we can’t tell the language of your script.'
      );
  }
}

/** As an error that stops a form once. */
export function noteError(note: LanguageNote, voiceName: string): string {
  return `${noteLine(note, voiceName)} If that’s right, press “Make video” again.`;
}

/** A short key of the note, so that the form's metadata can tell which notes were given. */
export function noteKey(note: LanguageNote): string {
  const voice = note.kind === 'proposed' ? '' : (note.voice ?? '');
  const script = note.kind === 'unsure' ? '' : note.script;
  return `${note.kind}:${voice}>${script}`.slice(0, 200);
}
