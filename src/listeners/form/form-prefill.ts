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
import type { Order } from '../../domain/video/video.ts';
import type { FormMetadata, KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import type { Focus, FormPrefill } from '../../slack/form/form-view.ts';
import { draftExcerpt, type SavedDraft } from '../../slack/form/saved-draft.ts';
import { fieldText, joinScript, splitScript } from '../../slack/form/script-fields.ts';
import type { Draft } from './drafts.ts';
import type { FormNow, FormState } from './form-render.ts';
import type { LastChoice } from './last-choice.ts';
import { looksFor } from './looks.ts';

/** A look, or a draft: what a form begins with, as far as it says. */
export interface Beginning {
  readonly held: Partial<SavedDraft>;
  /** When the draft was kept that the form goes on with, in ms. */
  readonly continued?: number;
}

/** The source of a new form's values. */
export interface Filling {
  readonly script: string;
  /** The earlier video to copy; the app changes none of its choices. */
  readonly order?: Order | undefined;
  /** The field with the focus, left empty unless it is the script. */
  readonly focus?: Focus | undefined;
  readonly notice?: string | undefined;
  readonly metadata: FormMetadata;
  readonly last: LastChoice | undefined;
  /** The draft to offer. */
  readonly draft?: Draft | undefined;
  readonly begin?: Beginning | undefined;
  readonly locale: string;
}

/** A new form, prefilled from an earlier order, the person's last choices, or defaults. */
export function newForm(catalogue: Catalogue | null, filling: Filling): FormState {
  const { order, last, draft, focus, begin } = filling;
  const pieces = splitScript(order?.script ?? begin?.held.script ?? filling.script);
  const from = order ? fromOrder(catalogue, order) : fromBeginning(catalogue, filling);
  const { proposedVoice, ...filled } = from;
  const initial: FormPrefill = {
    ...filled,
    script: pieces,
    avatar: focus === 'avatar' ? null : filled.avatar,
    voice: focus === 'voice' ? null : filled.voice,
    shape: focus === 'aspect_ratio' ? 'none' : filled.shape,
    notice: filling.notice ?? null,
  };
  const { channel, threadTs, parent } = filling.metadata;
  const metadata: KnownFormMetadata = {
    channel,
    threadTs,
    parent,
    proposedVoice,
    fields: Math.max(1, pieces.length),
    advanced: Boolean(order?.audio ?? from.audioUrl) || (from.background ?? 'normal') !== 'normal',
    voiceNote: null,
    looks: looksFor(catalogue, last?.looks ?? [], initial),
    draft: draft ? { at: draft.at, words: draftExcerpt(draft.held) } : null,
    continued: begin?.continued ?? null,
  };
  return { initial, metadata, now: nowOf(initial, pieces, filling.locale) };
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

export function voicePicked(voice: Voice) {
  return { value: voice.id, label: voiceLabel(voice) };
}

type Filled = Omit<FormPrefill, 'script'> & { readonly proposedVoice: string | null };

type Chosen = Partial<Pick<SavedDraft, 'avatar' | 'voice' | 'shape' | 'captions'>>;

/** The person's last choices, or what the form begins with in their place. */
function fromBeginning(catalogue: Catalogue | null, filling: Filling): Filled {
  const { last, begin } = filling;
  if (begin === undefined) return fromChoices(catalogue, filling, last);
  const { script = '', name, audioUrl, background, ...held } = begin.held;
  const avatar = held.avatar ?? last?.avatar ?? null;
  const filled = fromChoices(catalogue, { ...filling, script }, { ...last, ...held, avatar });
  return { ...filled, name: name || null, audioUrl: audioUrl || null, background };
}

function fromChoices(
  catalogue: Catalogue | null,
  { script, locale }: Pick<Filling, 'script' | 'locale'>,
  last: Chosen | undefined,
): Filled {
  if (!catalogue)
    return {
      avatar: last?.avatar ?? null,
      voice: last?.voice ?? null,
      shape: last?.shape ?? null,
      captions: last?.captions ?? null,
      name: null,
      proposedVoice: null,
    };
  const shape = last?.shape ?? null;
  const avatar = defaultAvatar(catalogue, { avatar: last?.avatar?.value ?? null, shape });
  const own = last?.voice ? findVoice(catalogue, last.voice.value) : null;
  const voice = own ?? proposedVoice(catalogue, avatar, script, locale);
  return {
    avatar: avatar && { value: avatarValue(avatar), label: avatarLabel(avatar) },
    voice: voice && voicePicked(voice),
    shape: shape ?? avatar?.shape ?? null,
    captions: last?.captions ?? null,
    name: null,
    proposedVoice: own ? null : (voice?.id ?? null),
  };
}

function fromOrder(catalogue: Catalogue | null, order: Order): Filled {
  const value = avatarValue(order.avatar);
  const avatar = catalogue && findAvatar(catalogue, value);
  const voice = catalogue && findVoice(catalogue, order.voice.id);
  return {
    avatar: { value, label: avatar ? avatarLabel(avatar) : order.avatar.name },
    voice: voice ? voicePicked(voice) : { value: order.voice.id, label: order.voice.name },
    shape: order.shape,
    captions: order.captions,
    name: order.name === '' ? null : order.name,
    audioUrl: order.audio?.kind === 'url' ? order.audio.url : null,
    background: order.background,
    proposedVoice: null,
  };
}

function nowOf(initial: FormPrefill, pieces: readonly string[], locale: string): FormNow {
  return {
    script: joinScript(pieces.map(fieldText)),
    avatar: initial.avatar?.value ?? null,
    avatarLabel: initial.avatar?.label ?? '',
    voice: initial.voice?.value ?? null,
    voiceLabel: initial.voice?.label ?? '',
    shape: initial.shape === 'none' ? null : (initial.shape ?? SHAPES[0]),
    ownAudio: Boolean(initial.audioUrl),
    captions: initial.captions ?? true,
    background: initial.background ?? 'normal',
    locale,
  };
}
