import { z } from 'zod';
import { avatarValue, shapeSchema } from '../../domain/catalogue.ts';
import { backgroundSchema } from '../../domain/video/video.ts';
import { isBlank, plain } from '../blocks/escape.ts';
import { avatarOf, type FormDraft } from './form-values.ts';

const pickedSchema = z.object({ value: z.string(), label: z.string() }).nullable();

/** What a form holds that is worth keeping: words of its person, and the choices beside them. */
export const savedDraftSchema = z.object({
  script: z.string(),
  name: z.string(),
  avatar: pickedSchema,
  /** Null also where the app proposed it: it proposes again. */
  voice: pickedSchema,
  shape: shapeSchema.nullable(),
  captions: z.boolean(),
  audioUrl: z.string(),
  background: backgroundSchema,
});
export type SavedDraft = z.infer<typeof savedDraftSchema>;

/** What a form with this content holds. */
export function savedDraftOf(draft: FormDraft, proposedVoice: string | null): SavedDraft {
  const { script, name, avatar, shape, captions, audioUrl, background, voiceId } = draft;
  const isChosen = voiceId !== null && voiceId !== proposedVoice;
  return {
    ...{ script, name, shape, captions, audioUrl, background },
    avatar: avatar && { value: avatarValue(avatar), label: draft.avatarLabel },
    voice: isChosen ? { value: voiceId, label: draft.voiceLabel } : null,
  };
}

/** A form's content with what was held filled in. */
export function withSavedDraft(draft: FormDraft, saved: SavedDraft): FormDraft {
  const { avatar, voice, ...rest } = saved;
  return {
    ...{ ...draft, ...rest, audioFile: null },
    avatar: avatarOf(avatar?.value),
    avatarLabel: avatar?.label ?? '',
    voiceId: voice?.value ?? null,
    voiceLabel: voice?.label ?? '',
  };
}

/** The words in it, to tell whether they are the person's: choices alone are no draft. */
export function typedText({
  script,
  name,
  audioUrl,
}: Pick<SavedDraft, 'script' | 'name' | 'audioUrl'>) {
  return [script, name, audioUrl].every(isBlank) ? '' : JSON.stringify([script, name, audioUrl]);
}

/** How it begins. */
export function draftExcerpt({ script, name, audioUrl }: SavedDraft): string {
  const text = [script, name, audioUrl].find((each) => !isBlank(each)) ?? '';
  return plain(text, 40);
}
