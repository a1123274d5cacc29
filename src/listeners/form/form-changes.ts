import { voiceLabel } from '../../catalogue/labels.ts';
import { findAvatar } from '../../catalogue/pick.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import type { KnownFormMetadata, Look } from '../../slack/form/form-metadata.ts';
import type { Absence } from '../../slack/form/form-presence.ts';
import { refill } from '../../slack/form/form-refill.ts';
import {
  avatarOf,
  FIELDS,
  type FieldId,
  type FormDraft,
  fieldOf,
  isFresh,
  readForm,
} from '../../slack/form/form-values.ts';
import type { FormPrefill } from '../../slack/form/form-view.ts';
import { type SavedDraft, withSavedDraft } from '../../slack/form/saved-draft.ts';
import { fieldsFor, isNearlyFull, SCRIPT_FIELDS } from '../../slack/form/script-fields.ts';
import { type Cleaning, type ScriptNow, scriptAfter } from './form-cleaning.ts';
import { formErrors } from './form-errors.ts';
import { proposedVoice } from './form-prefill.ts';
import type { FormNow, FormState } from './form-render.ts';

/** What a person did in a form, and its content since. */
export interface Done {
  readonly draft: FormDraft;
  readonly action: string;
  readonly isTyped: boolean;
  readonly locale: string;
  readonly now: ScriptNow;
  /** The fields to fill in anew with that content. */
  readonly fresh: readonly FieldId[];
  /** Its `state.values`. */
  readonly values: object;
  readonly absence: Absence | null;
}

/** An action on a form with these `state.values`. */
export function doneIn(
  values: object,
  how: {
    action: string;
    isTyped?: boolean;
    locale: string;
    cleaning: Cleaning | null;
    absence?: Absence | null;
    /** What the action fills in. */
    fill?: Fill | undefined;
  },
): Done {
  const { action, locale, isTyped = false } = how;
  const read = readForm(values);
  const before = read.kind === 'complete' ? read.values : read.draft;
  const typed = how.fill ? how.fill.into(before) : before;
  const now = scriptAfter(action, typed.script, how.cleaning);
  const draft = { ...typed, ...(action === 'fewer_options' ? NO_OPTIONS : {}), script: now.script };
  // Fields that still have a fresh id get their own id back, with their content.
  const left = Object.keys(values)
    .filter(isFresh)
    .flatMap((id) => fieldOf(id) ?? []);
  const changed = now.script !== typed.script || action === 'less_room';
  const filled = how.fill?.fields ?? [];
  const fresh = [...new Set([...left, ...filled, ...(changed ? (['script'] as const) : [])])];
  const { absence = null } = how;
  return { absence, draft, action, isTyped, locale, now, fresh, values };
}

/** Several fields to fill in at once. */
export interface Fill {
  into(draft: FormDraft): FormDraft;
  readonly fields: readonly FieldId[];
}

/** The fill of a look. */
export function lookFill({ avatar, voice, shape, captions }: Look): Fill {
  return {
    into: (draft) => ({
      ...draft,
      ...{ shape, captions, avatar: avatarOf(avatar.value), avatarLabel: avatar.label },
      ...{ voiceId: voice.value, voiceLabel: voice.label },
    }),
    fields: ['avatar', 'voice', 'aspect_ratio', 'captions'],
  };
}

/** The fill of a draft: all but the filters. */
export function draftFill(held: SavedDraft): Fill {
  return {
    into: (draft) => withSavedDraft(draft, held),
    fields: FIELDS.filter((field) => field !== 'filters'),
  };
}

const NO_OPTIONS = { audioUrl: '', audioFile: null, background: 'normal' } as const;

/** The same, where another action cleaned the script meanwhile. */
export function withCleaned(done: Done, cleaning: Cleaning): Done {
  const { after: script, marks: cleaned } = cleaning;
  const draft = { ...done.draft, script };
  const fresh = done.fresh.filter((field) => field !== 'script');
  return { ...done, draft, now: { script, cleaning, cleaned }, fresh };
}

/** The form after an action, and the fields that get a new block id for one update. */
export function after(
  catalogue: Catalogue | null,
  done: Done,
  form: {
    readonly metadata: KnownFormMetadata;
    readonly initial: FormPrefill;
    readonly wrong: readonly string[];
  },
): { readonly state: FormState; readonly fresh: readonly FieldId[] } {
  const { action, now: script } = done;
  const grown = grow(form.metadata, done);
  const proposal = propose(catalogue, done, grown);
  const draft = {
    ...done.draft,
    ...('voice' in proposal
      ? { voiceId: proposal.voice.id, voiceLabel: voiceLabel(proposal.voice) }
      : {}),
  };
  const fresh = new Set<FieldId>([...done.fresh, ...mended(catalogue, done, form.wrong)]);
  if ('voice' in proposal) fresh.add('voice');
  const closed = action === 'fewer_options' ? (['audio_url', 'background'] as const) : [];
  return {
    state: {
      initial: refill(form.initial, draft, [...fresh, ...closed]),
      metadata: { ...grown, proposedVoice: proposal.by === 'app' ? proposal.id : null },
      now: {
        ...nowOf(draft, done.locale),
        cleaned: script.cleaned,
        absence: done.absence,
        isNewVoice: 'voice' in proposal && done.draft.voiceId !== null,
      },
    },
    fresh: [...fresh],
  };
}

/**
 * The fields whose error has no cause any more: under a new id they lose it, which Slack does not
 * promise of an update alone. Nobody's cursor is taken out of the field they type in.
 */
function mended(catalogue: Catalogue | null, done: Done, wrong: readonly string[]): FieldId[] {
  const errors = wrong.length === 0 ? {} : formErrors(catalogue, done.values);
  return wrong
    .filter((id) => MENDABLE.has(id) && !(id in errors))
    .flatMap((id) => fieldOf(id) ?? [])
    .filter((field) => !(done.isTyped && field === fieldOf(done.action)));
}

const MENDABLE = new Set(['script', 'avatar', 'voice', 'audio_url']);

/** Adds fields on request, or when the script is about to need one. */
function grow(metadata: KnownFormMetadata, { draft, action, fresh }: Done): KnownFormMetadata {
  const { audioUrl, background } = draft;
  const filledIn = action === 'draft_continue' && (audioUrl !== '' || background !== 'normal');
  const needed = fieldsFor(draft.script);
  const isFull = !fresh.includes('script') && isNearlyFull(draft.lastPiece);
  const more = action === 'more_room' || isFull ? 1 : 0;
  const fields =
    action === 'less_room'
      ? needed
      : Math.max(metadata.fields + more, fresh.includes('script') ? needed : 1);
  const advanced =
    filledIn || action === 'advanced' || (metadata.advanced && action !== 'fewer_options');
  const { draft: offer } = metadata;
  return {
    ...{ ...metadata, advanced, fields: Math.min(SCRIPT_FIELDS.length, fields) },
    draft: action.startsWith('draft_') ? null : offer,
    continued: action === 'draft_continue' ? (offer?.at ?? null) : metadata.continued,
  };
}

/**
 * Who chose the form's current voice, and the one to replace it with. The app changes only an empty
 * field or its own proposal, never a person's choice.
 */
function propose(
  catalogue: Catalogue | null,
  { draft, action, locale }: Done,
  metadata: KnownFormMetadata,
) {
  const { voiceId } = draft;
  const isChosen = action === 'voice' || action.startsWith('look_');
  const byApp = !isChosen && (voiceId === null || voiceId === metadata.proposedVoice);
  if (!byApp) return { by: 'person' } as const;
  const avatar =
    catalogue && draft.avatar ? findAvatar(catalogue, avatarValue(draft.avatar)) : null;
  const voice = catalogue && avatar && proposedVoice(catalogue, avatar, draft.script, locale);
  if (!voice || voice.id === voiceId) return { by: 'app', id: voiceId } as const;
  return { by: 'app', id: voice.id, voice } as const;
}

export function nowOf(draft: FormDraft, locale: string): FormNow {
  return {
    script: draft.script,
    avatar: draft.avatar && avatarValue(draft.avatar),
    avatarLabel: draft.avatarLabel,
    voice: draft.voiceId,
    voiceLabel: draft.voiceLabel,
    shape: draft.shape,
    ownAudio: draft.audioUrl !== '' || draft.audioFile !== null,
    captions: draft.captions,
    background: draft.background,
    locale,
  };
}
