import { type LanguageNote, languageNote } from '../../catalogue/language/voice-language.ts';
import type { Catalogue, Voice } from '../../domain/catalogue.ts';
import { confirmVoiceNote, VOICE_NOTES } from '../../slack/copy/form-notes.ts';

/** The form's note about the voice's language; null for none. */
export function voiceNote(
  catalogue: Catalogue,
  voice: Voice,
  now: { readonly script: string; readonly ownAudio: boolean; readonly locale: string },
  proposedVoice: string | null,
): LanguageNote | null {
  const byApp = voice.id === proposedVoice;
  const script = now.ownAudio ? '' : now.script;
  return languageNote(script, voice, { byApp, locale: now.locale, catalogue });
}

/** The note as a line below the voice. */
export function noteLine(note: LanguageNote, voiceName: string): string {
  switch (note.kind) {
    case 'proposed':
      return VOICE_NOTES.proposed(note.script, voiceName);
    case 'clash':
      return VOICE_NOTES.clash(note.script, note.voice);
    case 'nobody':
      return VOICE_NOTES.nobody(note.script, note.voice);
    case 'unsure':
      return VOICE_NOTES.unsure(note.voice);
  }
}

/** The note as an error that stops a submission once. */
export function noteError(note: LanguageNote, voiceName: string): string {
  return confirmVoiceNote(noteLine(note, voiceName));
}

/** A short key of the note, by which the form's metadata records that it was shown. */
export function noteKey(note: LanguageNote): string {
  const voice = note.kind === 'proposed' ? '' : (note.voice ?? '');
  const script = note.kind === 'unsure' ? '' : note.script;
  return `${note.kind}:${voice}>${script}`.slice(0, 200);
}
