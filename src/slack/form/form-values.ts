import { z } from 'zod';
import {
  type AvatarKind,
  avatarKindSchema,
  type Shape,
  shapeSchema,
} from '../../domain/catalogue.ts';
import { hasSpeech } from '../../domain/script/speech.ts';
import { type Audio, backgroundSchema } from '../../domain/video/video.ts';
import { fieldsOf } from '../../lib/fields-of.ts';
import { plain } from '../blocks/escape.ts';
import { FORM_ERRORS } from '../copy/form-copy.ts';
import { type AudioFile, audioErrors, audioFileOf } from './form-audio.ts';
import { type MoreOptions, OPTION_BLOCKS } from './more-options.ts';
import { joinScript, SCRIPT_FIELDS } from './script-fields.ts';

/** The form's current content. Null: not selected. */
export interface FormDraft extends MoreOptions {
  /** Exactly as typed. */
  readonly script: string;
  /** The content of the last visible script field. */
  readonly lastPiece: string;
  readonly avatar: { readonly kind: AvatarKind; readonly id: string } | null;
  readonly avatarLabel: string;
  readonly voiceId: string | null;
  readonly voiceLabel: string;
  readonly shape: Shape | null;
  readonly captions: boolean;
  readonly name: string;
  readonly conversation: string | null;
  /** The values of the filters for the avatars. */
  readonly filters: readonly string[];
  /** Audio instead of a script, as `audioUrl` is. A complete form has at most one of them. */
  readonly audioFile: AudioFile | null;
}

/** A complete form. `conversation` is null only if the form does not ask for it. */
export interface FormValues extends FormDraft {
  readonly avatar: NonNullable<FormDraft['avatar']>;
  readonly voiceId: string;
  readonly shape: Shape;
  /** With audio, the script is empty. */
  readonly audio: Audio | null;
}

/** The result of reading a form. The keys of `errors` are block ids, as Slack requires. */
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
  files: z.array(z.unknown()).nullish().catch(null),
  selected_conversation: z.string().nullish().catch(null),
});
type Element = z.infer<typeof elementSchema>;

/** The fields that the app can fill in. */
export const FIELDS = [
  ...(['script', 'avatar', 'voice', 'aspect_ratio', 'captions', 'video_name'] as const),
  ...(['filters', ...Object.values(OPTION_BLOCKS)] as const),
] as const;
export type FieldId = (typeof FIELDS)[number];

/** The field of a block; null for other blocks. */
export function fieldOf(blockId: string): FieldId | null {
  const id = ownId(blockId);
  return FIELDS.find((field) => field === (id.startsWith('script') ? 'script' : id)) ?? null;
}

/** The prefix of a block id for one update: Slack accepts new content only under a new id. */
const FRESH_PREFIX = 'new_';

/** A block's id for one update. */
export const freshId = (blockId: string): string => `${FRESH_PREFIX}${blockId}`;

/** Whether a block has an id for one update. */
export const isFresh = (blockId: string): boolean => blockId !== ownId(blockId);

/** A block's id without the prefix. Older forms used `voice_new`. */
export function ownId(blockId: string): string {
  if (blockId === 'voice_new') return 'voice';
  return blockId.startsWith(FRESH_PREFIX) ? blockId.slice(FRESH_PREFIX.length) : blockId;
}

/** The value of the only option in an empty picker. */
export const EMPTY_OPTION = 'nothing_yet';

/** Reads a view's `state.values`. Never throws: malformed content counts as empty. */
export function readForm(values: unknown): FormReading {
  const { blocks, field } = fieldsIn(values);
  const avatar = field('avatar')?.selected_option ?? null;
  const voice = field('voice')?.selected_option ?? null;
  const pieces = SCRIPT_FIELDS.flatMap((id) => (blocks.has(id) ? [field(id)?.value ?? ''] : []));
  const draft: FormDraft = {
    script: joinScript(pieces),
    lastPiece: pieces.at(-1) ?? '',
    avatar: parseAvatarValue(avatar?.value),
    avatarLabel: plain(avatar?.text?.text ?? '', 75),
    voiceId: voice?.value === EMPTY_OPTION ? null : voice?.value || null,
    voiceLabel: plain(voice?.text?.text ?? '', 75),
    shape: shapeOf(field('aspect_ratio')),
    captions: captionsOf(field('captions')),
    name: plain(field('video_name')?.value ?? '', 100),
    conversation: field('conversation')?.selected_conversation || null,
    filters: filtersOf(field('filters')),
    audioUrl: (field('audio_url')?.value ?? '').trim(),
    audioFile: audioFileOf(field('audio_file')?.files?.[0]),
    background:
      backgroundSchema.safeParse(field('background')?.selected_option?.value).data ?? 'normal',
  };
  const errors = errorsOf(draft, {
    conversation: blocks.has('conversation'),
    audio: blocks.has('audio_url') || blocks.has('audio_file'),
  });
  const { avatar: chosen, voiceId, shape } = draft;
  return chosen && voiceId && shape && Object.keys(errors).length === 0
    ? {
        kind: 'complete',
        values: { ...draft, avatar: chosen, voiceId, shape, audio: audioOf(draft) },
      }
    : { kind: 'incomplete', draft, errors };
}

/**
 * Reads only the fields that filter the avatars, which a picker needs at each key press. Never
 * throws.
 */
export function readAvatarFilters(values: unknown): Pick<FormDraft, 'shape' | 'filters'> {
  const { field } = fieldsIn(values);
  return { shape: shapeOf(field('aspect_ratio')), filters: filtersOf(field('filters')) };
}

function fieldsIn(values: unknown) {
  const entries = Object.entries(fieldsOf(values));
  const blocks = new Map(entries.map(([id, block]) => [ownId(id), block]));
  const field = (id: string): Element | null => {
    const element = fieldsOf(blocks.get(id))[id];
    return element === undefined ? null : (elementSchema.safeParse(element).data ?? null);
  };
  return { blocks, field };
}

/** The content of a form, complete or not. */
export function draftOf(values: unknown): FormDraft {
  const reading = readForm(values);
  return reading.kind === 'complete' ? reading.values : reading.draft;
}

function errorsOf(
  draft: FormDraft,
  fields: { readonly conversation: boolean; readonly audio: boolean },
): Record<string, string> {
  const hasScript = hasSpeech(draft.script);
  return {
    ...(hasScript || hasAudio(draft)
      ? {}
      : { script: fields.audio ? FORM_ERRORS.noScriptNorAudio : FORM_ERRORS.noScript }),
    ...audioErrors({ ...draft, hasScript }),
    ...(draft.avatar ? {} : { avatar: FORM_ERRORS.noAvatar }),
    ...(draft.voiceId ? {} : { voice: FORM_ERRORS.noVoice }),
    ...(draft.shape ? {} : { aspect_ratio: FORM_ERRORS.noShape }),
    ...(fields.conversation && draft.conversation === null
      ? { conversation: FORM_ERRORS.noChannel }
      : {}),
  };
}

function hasAudio({ audioUrl, audioFile }: FormDraft): boolean {
  return audioUrl !== '' || audioFile !== null;
}

function audioOf({ audioUrl, audioFile }: FormDraft): Audio | null {
  if (audioFile) return { kind: 'file', id: audioFile.id, name: audioFile.name };
  return audioUrl === '' ? null : { kind: 'url', url: audioUrl };
}

/** Parses an option's value, e.g. `public:81`; null if it is malformed. */
export function parseAvatarValue(value: string | undefined): FormDraft['avatar'] {
  const [, prefix, id] = /^([a-z]+):(.+)$/.exec(value ?? '') ?? [];
  const kind = avatarKindSchema.safeParse(prefix);
  return kind.success && id !== undefined ? { kind: kind.data, id } : null;
}

function filtersOf(element: Element | null): readonly string[] {
  const chosen = element?.selected_options ?? [];
  return chosen.flatMap((each) => optionSchema.safeParse(each).data?.value ?? []);
}

/** A form without the field means the first shape; no selection means null. */
function shapeOf(element: Element | null): Shape | null {
  if (element === null) return 'portrait';
  return shapeSchema.safeParse(element.selected_option?.value).data ?? null;
}

/** Reads checkboxes, or an option that means yes. A form without the field means on. */
function captionsOf(element: Element | null): boolean {
  if (element === null) return true;
  if (element.selected_options) return element.selected_options.length > 0;
  return ['on', 'true', 'yes'].includes(element.selected_option?.value ?? '');
}
