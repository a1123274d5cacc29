import { z } from 'zod';
import { type AvatarKind, avatarKindSchema, type Shape, shapeSchema } from '../domain/catalogue.ts';
import { isBlank, plain } from './escape.ts';

/** What the form says so far. `null` for what is not chosen. */
export interface FormDraft {
  /** Exactly as typed. */
  readonly script: string;
  readonly avatar: { readonly kind: AvatarKind; readonly id: string } | null;
  readonly avatarLabel: string;
  readonly voiceId: string | null;
  readonly voiceLabel: string;
  readonly shape: Shape | null;
  readonly captions: boolean;
  readonly name: string;
  readonly conversation: string | null;
}

/** A form that lacks nothing; `conversation` is null only where the form did not ask for it. */
export interface FormValues extends FormDraft {
  readonly avatar: NonNullable<FormDraft['avatar']>;
  readonly voiceId: string;
  readonly shape: Shape;
}

/** What came of a form. The keys of `errors` are block ids, as Slack wants them. */
export type FormReading =
  | { readonly kind: 'complete'; readonly values: FormValues }
  | {
      readonly kind: 'incomplete';
      readonly draft: FormDraft;
      readonly errors: Readonly<Record<string, string>>;
    };

const optionSchema = z.object({
  value: z.string(),
  text: z.object({ text: z.string() }).nullish().catch(null),
});
const elementSchema = z.object({
  value: z.string().nullish().catch(null),
  selected_option: optionSchema.nullish().catch(null),
  selected_options: z.array(z.unknown()).nullish().catch(null),
  selected_conversation: z.string().nullish().catch(null),
});
type Element = z.infer<typeof elementSchema>;
const valuesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Reads a view's `state.values`. Never throws: what cannot be read counts as not filled in. */
export function readForm(values: unknown): FormReading {
  const blocks = valuesSchema.safeParse(values).data ?? {};
  const field = (id: string): Element | null =>
    elementSchema.safeParse(blocks[id]?.[id]).data ?? null;
  const avatar = field('avatar')?.selected_option ?? null;
  const voice = field('voice')?.selected_option ?? null;
  const draft: FormDraft = {
    script: field('script')?.value ?? '',
    avatar: avatarOf(avatar?.value),
    avatarLabel: plain(avatar?.text?.text ?? '', 75),
    voiceId: voice?.value || null,
    voiceLabel: plain(voice?.text?.text ?? '', 75),
    shape: shapeOf(field('aspect_ratio')),
    captions: captionsOf(field('captions')),
    name: plain(field('video_name')?.value ?? '', 100),
    conversation: field('conversation')?.selected_conversation || null,
  };
  const errors = errorsOf(draft, 'conversation' in blocks);
  const { avatar: chosen, voiceId, shape } = draft;
  return chosen && voiceId && shape && Object.keys(errors).length === 0
    ? { kind: 'complete', values: { ...draft, avatar: chosen, voiceId, shape } }
    : { kind: 'incomplete', draft, errors };
}

function errorsOf(draft: FormDraft, asksWhere: boolean): Record<string, string> {
  return {
    ...(isBlank(draft.script) ? { script: 'Write what the avatar should say.' } : {}),
    ...(draft.avatar ? {} : { avatar: 'Choose an avatar from the list.' }),
    ...(draft.voiceId ? {} : { voice: 'Choose a voice from the list.' }),
    ...(draft.shape ? {} : { aspect_ratio: 'Choose a shape.' }),
    ...(asksWhere && draft.conversation === null
      ? { conversation: 'Choose the channel where the video should be shown.' }
      : {}),
  };
}

function avatarOf(value: string | undefined): FormDraft['avatar'] {
  const [, prefix, id] = /^([a-z]+):(.+)$/.exec(value ?? '') ?? [];
  const kind = avatarKindSchema.safeParse(prefix);
  return kind.success && id !== undefined ? { kind: kind.data, id } : null;
}

/** A form without the field means the first shape; one with nothing chosen means none. */
function shapeOf(element: Element | null): Shape | null {
  if (element === null) return 'portrait';
  return shapeSchema.safeParse(element.selected_option?.value).data ?? null;
}

/** Ticked boxes, or an option that says yes; a form without the field means on. */
function captionsOf(element: Element | null): boolean {
  if (element === null) return true;
  if (element.selected_options) return element.selected_options.length > 0;
  return ['on', 'true', 'yes'].includes(element.selected_option?.value ?? '');
}
