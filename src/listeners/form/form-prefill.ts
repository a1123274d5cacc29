import { avatarLabel, voiceLabel } from '../../catalogue/labels.ts';
import { spokenLocale } from '../../catalogue/language/voice-language.ts';
import { defaultAvatar, defaultVoice, findAvatar, findVoice } from '../../catalogue/pick.ts';
import {
  type Avatar,
  avatarValue,
  type Catalogue,
  SHAPES,
  type Voice,
} from '../../domain/catalogue.ts';
import type { LastChoice } from '../../domain/choices.ts';
import type { Order } from '../../domain/video/video.ts';
import type { FormMetadata, KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import type { Focus, FormPrefill } from '../../slack/form/form-view.ts';
import {
  DEFAULT_OPTIONS,
  hasOptions,
  type MoreOptions,
  optionsOf,
} from '../../slack/form/more-options.ts';
import { draftExcerpt, type SavedDraft } from '../../slack/form/saved-draft.ts';
import { fieldText, joinScript, splitScript } from '../../slack/form/script-fields.ts';
import type { Draft } from './drafts.ts';
import type { FormContent, FormState } from './form-render.ts';
import { looksFor } from './looks.ts';

/** The content of a look or a draft with which a form opens; absent parts get defaults. */
export interface InitialContent {
  readonly content: Partial<SavedDraft>;
  /** When the draft that the form continues was saved, in ms. */
  readonly continued?: number;
}

/** The sources of a new form's initial values. */
export interface NewFormOptions {
  readonly script: string;
  /** The order of an earlier video to copy; the app changes none of its choices. */
  readonly order?: Order | undefined;
  /** The field with the focus; it is left empty unless it is the script. */
  readonly focus?: Focus | undefined;
  readonly notice?: string | undefined;
  readonly metadata: FormMetadata;
  readonly last: LastChoice | undefined;
  /** The draft to offer. */
  readonly draft?: Draft | undefined;
  readonly initialContent?: InitialContent | undefined;
  readonly locale: string;
}

/** A new form, prefilled from an earlier order, the person's last choices, or defaults. */
export function newForm(catalogue: Catalogue | null, options: NewFormOptions): FormState {
  const { order, last, draft, focus, initialContent } = options;
  const pieces = splitScript(order?.script ?? initialContent?.content.script ?? options.script);
  const values = order ? fromOrder(catalogue, order) : fromInitialContent(catalogue, options);
  const { proposedVoice, ...fields } = values;
  const initial: FormPrefill = {
    ...fields,
    script: pieces,
    avatar: focus === 'avatar' ? null : fields.avatar,
    voice: focus === 'voice' ? null : fields.voice,
    shape: focus === 'aspect_ratio' ? 'none' : fields.shape,
    notice: options.notice ?? null,
  };
  const { channel, threadTs, parent } = options.metadata;
  const metadata: KnownFormMetadata = {
    channel,
    threadTs,
    parent,
    proposedVoice,
    fields: Math.max(1, pieces.length),
    advanced: Boolean(order?.audio) || hasOptions(values),
    voiceNote: null,
    looks: looksFor(catalogue, last?.looks ?? [], initial),
    draft: draft ? { at: draft.at, words: draftExcerpt(draft.held) } : null,
    continued: initialContent?.continued ?? null,
  };
  return { initial, metadata, content: initialFormContent(initial, pieces, options.locale) };
}

/** The voice to propose for an avatar, a script and a person; null if there are no voices. */
export function proposedVoice(
  catalogue: Catalogue,
  avatar: Avatar | null,
  script: string,
  locale: string,
): Voice | null {
  return defaultVoice(catalogue, avatar, spokenLocale(script, locale), { voice: null });
}

/** A voice as the selected option of the picker. */
export function voiceValue(voice: Voice) {
  return { value: voice.id, label: voiceLabel(voice) };
}

type InitialValues = Omit<FormPrefill, 'script'> & { readonly proposedVoice: string | null };

/** The values that a person's last choices have. */
type ChoiceValues = Omit<InitialValues, 'name' | keyof MoreOptions>;

type ChosenValues = Partial<Pick<SavedDraft, 'avatar' | 'voice' | 'shape' | 'captions'>>;

/** The values of `initialContent`, or else of the person's last choices. */
function fromInitialContent(catalogue: Catalogue | null, options: NewFormOptions): InitialValues {
  const { last, initialContent } = options;
  if (initialContent === undefined)
    return { ...fromChoices(catalogue, options, last), name: null, ...DEFAULT_OPTIONS };
  const { script = '', name, ...choices } = initialContent.content;
  const avatar = choices.avatar ?? last?.avatar ?? null;
  const values = fromChoices(catalogue, { ...options, script }, { ...last, ...choices, avatar });
  return { ...values, name: name || null, ...optionsOf(initialContent.content) };
}

function fromChoices(
  catalogue: Catalogue | null,
  { script, locale }: Pick<NewFormOptions, 'script' | 'locale'>,
  last: ChosenValues | undefined,
): ChoiceValues {
  if (!catalogue)
    return {
      avatar: last?.avatar ?? null,
      voice: last?.voice ?? null,
      shape: last?.shape ?? null,
      captions: last?.captions ?? null,
      proposedVoice: null,
    };
  const shape = last?.shape ?? null;
  const avatar = defaultAvatar(catalogue, { avatar: last?.avatar?.value ?? null, shape });
  const lastVoice = last?.voice ? findVoice(catalogue, last.voice.value) : null;
  const voice = lastVoice ?? proposedVoice(catalogue, avatar, script, locale);
  return {
    avatar: avatar && { value: avatarValue(avatar), label: avatarLabel(avatar) },
    voice: voice && voiceValue(voice),
    shape: shape ?? avatar?.shape ?? null,
    captions: last?.captions ?? null,
    proposedVoice: lastVoice ? null : (voice?.id ?? null),
  };
}

function fromOrder(catalogue: Catalogue | null, order: Order): InitialValues {
  const value = avatarValue(order.avatar);
  const avatar = catalogue && findAvatar(catalogue, value);
  const voice = catalogue && findVoice(catalogue, order.voice.id);
  return {
    avatar: { value, label: avatar ? avatarLabel(avatar) : order.avatar.name },
    voice: voice ? voiceValue(voice) : { value: order.voice.id, label: order.voice.name },
    shape: order.shape,
    captions: order.captions,
    name: order.name === '' ? null : order.name,
    audioUrl: order.audio?.kind === 'url' ? order.audio.url : '',
    background: order.background,
    proposedVoice: null,
  };
}

function initialFormContent(
  initial: FormPrefill,
  pieces: readonly string[],
  locale: string,
): FormContent {
  return {
    script: joinScript(pieces.map(fieldText)),
    avatar: initial.avatar?.value ?? null,
    avatarLabel: initial.avatar?.label ?? '',
    voice: initial.voice?.value ?? null,
    voiceLabel: initial.voice?.label ?? '',
    shape: initial.shape === 'none' ? null : (initial.shape ?? SHAPES[0]),
    ownAudio: initial.audioUrl !== '',
    hasOptions: hasOptions(initial),
    captions: initial.captions ?? true,
    background: initial.background,
    locale,
  };
}
