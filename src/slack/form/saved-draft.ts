import { z } from 'zod';
import { avatarValue, shapeSchema } from '../../domain/catalogue.ts';
import { pickedSchema } from '../../domain/choices.ts';
import { isBlank, plain } from '../blocks/escape.ts';
import { type FormDraft, parseAvatarValue } from './form-values.ts';
import { OPTIONS_SHAPE, optionsOf } from './more-options.ts';

/** The part of a form that is saved as a draft: what the person typed, and their choices. */
export const savedDraftSchema = z.object({
  script: z.string(),
  name: z.string(),
  avatar: pickedSchema.nullable(),
  /** Null if the app proposed the voice. It proposes a voice again. */
  voice: pickedSchema.nullable(),
  shape: shapeSchema.nullable(),
  captions: z.boolean(),
  ...OPTIONS_SHAPE,
});
export type SavedDraft = z.infer<typeof savedDraftSchema>;

/** The savable part of a form's content. */
export function savedDraftOf(draft: FormDraft, proposedVoice: string | null): SavedDraft {
  const { script, name, avatar, shape, captions, voiceId } = draft;
  const isChosen = voiceId !== null && voiceId !== proposedVoice;
  return {
    script,
    name,
    shape,
    captions,
    ...optionsOf(draft),
    avatar: avatar && { value: avatarValue(avatar), label: draft.avatarLabel },
    voice: isChosen ? { value: voiceId, label: draft.voiceLabel } : null,
  };
}

/** A form's content with a saved draft filled in. */
export function withSavedDraft(draft: FormDraft, saved: SavedDraft): FormDraft {
  const { avatar, voice, ...rest } = saved;
  return {
    ...draft,
    ...rest,
    audioFile: null,
    avatar: parseAvatarValue(avatar?.value),
    avatarLabel: avatar?.label ?? '',
    voiceId: voice?.value ?? null,
    voiceLabel: voice?.label ?? '',
  };
}

/** The typed content, for comparisons; empty if nothing was typed. Choices alone are no draft. */
export function typedText({
  script,
  name,
  audioUrl,
}: Pick<SavedDraft, 'script' | 'name' | 'audioUrl'>) {
  return [script, name, audioUrl].every(isBlank) ? '' : JSON.stringify([script, name, audioUrl]);
}

/** The beginning of a draft. */
export function draftExcerpt({ script, name, audioUrl }: SavedDraft): string {
  const text = [script, name, audioUrl].find((each) => !isBlank(each)) ?? '';
  return plain(text, 40);
}
