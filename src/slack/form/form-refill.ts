import { avatarValue } from '../../domain/catalogue.ts';
import type { FieldId, FormDraft } from './form-values.ts';
import type { FormPrefill } from './form-view.ts';
import { splitScript } from './script-fields.ts';

/** Returns `initial` with the content of `draft` in these fields. */
export function refill(
  initial: FormPrefill,
  draft: FormDraft,
  fields: readonly FieldId[],
): FormPrefill {
  const { avatar, avatarLabel, voiceId, voiceLabel } = draft;
  const fieldValues: Record<FieldId, Partial<FormPrefill>> = {
    script: { script: splitScript(draft.script) },
    avatar: { avatar: avatar && { value: avatarValue(avatar), label: avatarLabel } },
    voice: { voice: voiceId === null ? null : { value: voiceId, label: voiceLabel } },
    aspect_ratio: { shape: draft.shape ?? 'none' },
    captions: { captions: draft.captions },
    video_name: { name: draft.name },
    filters: { filters: draft.filters },
    audio_url: { audioUrl: draft.audioUrl },
    background: { background: draft.background },
  };
  return Object.assign({ ...initial }, ...fields.map((field) => fieldValues[field]));
}
