import { voiceLabel } from '../../catalogue/labels.ts';
import { findAvatar } from '../../catalogue/pick.ts';
import { avatarValue, type Catalogue } from '../../domain/catalogue.ts';
import type { Look } from '../../domain/choices.ts';
import { ACTION_IDS } from '../../slack/blocks/action-ids.ts';
import type { KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import type { Absence } from '../../slack/form/form-presence.ts';
import { refill } from '../../slack/form/form-refill.ts';
import {
  FIELDS,
  type FieldId,
  type FormDraft,
  fieldOf,
  isFresh,
  parseAvatarValue,
  readForm,
} from '../../slack/form/form-values.ts';
import type { FormPrefill } from '../../slack/form/form-view.ts';
import { DEFAULT_OPTIONS, hasOptions, OPTION_BLOCKS } from '../../slack/form/more-options.ts';
import { type SavedDraft, withSavedDraft } from '../../slack/form/saved-draft.ts';
import { fieldsFor, isNearlyFull, SCRIPT_FIELDS } from '../../slack/form/script-fields.ts';
import { type Cleaning, type ScriptState, scriptAfter } from './form-cleaning.ts';
import { formErrors } from './form-errors.ts';
import { proposedVoice } from './form-prefill.ts';
import type { FormContent, FormState } from './form-render.ts';

const IDS = ACTION_IDS.form;

/** An action of a person in a form, and the form's content afterwards. */
export interface FormChange {
  readonly draft: FormDraft;
  readonly action: string;
  readonly isTyped: boolean;
  readonly locale: string;
  readonly script: ScriptState;
  /** The fields to fill in with that content, under a new block id. */
  readonly fresh: readonly FieldId[];
  /** The form's `state.values`. */
  readonly values: object;
  readonly absence: Absence | null;
}

/** Reads an action in a form with these `state.values`. */
export function readChange(
  values: object,
  options: {
    action: string;
    isTyped?: boolean;
    locale: string;
    cleaning: Cleaning | null;
    absence?: Absence | null;
    /** The fields that the action fills in. */
    fill?: Fill | undefined;
  },
): FormChange {
  const { action, locale, isTyped = false } = options;
  const result = readForm(values);
  const before = result.kind === 'complete' ? result.values : result.draft;
  const filledDraft = options.fill ? options.fill.apply(before) : before;
  const script = scriptAfter(action, filledDraft.script, options.cleaning);
  const draft = {
    ...filledDraft,
    ...(action === IDS.fewerOptions ? { ...DEFAULT_OPTIONS, audioFile: null } : {}),
    script: script.text,
  };
  // Fields that still have a fresh id get their own id back, with their content.
  const freshBefore = Object.keys(values)
    .filter(isFresh)
    .flatMap((id) => fieldOf(id) ?? []);
  const isScriptReplaced = script.text !== filledDraft.script || action === IDS.lessRoom;
  const filledFields = options.fill?.fields ?? [];
  const fresh = [
    ...new Set([
      ...freshBefore,
      ...filledFields,
      ...(isScriptReplaced ? (['script'] as const) : []),
    ]),
  ];
  const { absence = null } = options;
  return { absence, draft, action, isTyped, locale, script, fresh, values };
}

/** Several fields to fill in at once. */
export interface Fill {
  apply(draft: FormDraft): FormDraft;
  readonly fields: readonly FieldId[];
}

/** Fills in a look. */
export function lookFill({ avatar, voice, shape, captions }: Look): Fill {
  return {
    apply: (draft) => ({
      ...draft,
      shape,
      captions,
      avatar: parseAvatarValue(avatar.value),
      avatarLabel: avatar.label,
      voiceId: voice.value,
      voiceLabel: voice.label,
    }),
    fields: ['avatar', 'voice', 'aspect_ratio', 'captions'],
  };
}

/** Fills in a saved draft: all fields except the filters. */
export function draftFill(saved: SavedDraft): Fill {
  return {
    apply: (draft) => withSavedDraft(draft, saved),
    fields: FIELDS.filter((field) => field !== 'filters'),
  };
}

/** The change on top of another action that has cleaned the script meanwhile. */
export function withCleanedScript(change: FormChange, cleaning: Cleaning): FormChange {
  const { after: script, marks: cleaned } = cleaning;
  const draft = { ...change.draft, script };
  const fresh = change.fresh.filter((field) => field !== 'script');
  return { ...change, draft, script: { text: script, cleaning, cleaned }, fresh };
}

/** The form after an action, and the fields that get a new block id for one update. */
export function applyChange(
  catalogue: Catalogue | null,
  change: FormChange,
  form: {
    readonly metadata: KnownFormMetadata;
    readonly initial: FormPrefill;
    readonly invalidFields: readonly string[];
  },
): { readonly state: FormState; readonly fresh: readonly FieldId[] } {
  const { action, script } = change;
  const metadata = updateMetadata(form.metadata, change);
  const proposal = proposeVoice(catalogue, change, metadata);
  const draft = {
    ...change.draft,
    ...('voice' in proposal
      ? { voiceId: proposal.voice.id, voiceLabel: voiceLabel(proposal.voice) }
      : {}),
  };
  const fresh = new Set<FieldId>([
    ...change.fresh,
    ...fixedFields(catalogue, change, form.invalidFields),
  ]);
  if ('voice' in proposal) fresh.add('voice');
  const closed = action === IDS.fewerOptions ? Object.values(OPTION_BLOCKS) : [];
  return {
    state: {
      initial: refill(form.initial, draft, [...fresh, ...closed]),
      metadata: { ...metadata, proposedVoice: proposal.by === 'app' ? proposal.id : null },
      content: {
        ...contentOf(draft, change.locale),
        cleaned: script.cleaned,
        absence: change.absence,
        isNewVoice: 'voice' in proposal && change.draft.voiceId !== null,
      },
    },
    fresh: [...fresh],
  };
}

/**
 * The fields whose error is fixed. A new block id clears the error, which Slack does not promise
 * for an update alone. Leaves out the field in which the person is typing, to keep the cursor
 * there.
 */
function fixedFields(
  catalogue: Catalogue | null,
  change: FormChange,
  invalidFields: readonly string[],
): FieldId[] {
  const errors = invalidFields.length === 0 ? {} : formErrors(catalogue, change.values);
  return invalidFields
    .filter((id) => CLEARABLE_FIELDS.has(id) && !(id in errors))
    .flatMap((id) => fieldOf(id) ?? [])
    .filter((field) => !(change.isTyped && field === fieldOf(change.action)));
}

const CLEARABLE_FIELDS = new Set(['script', 'avatar', 'voice', 'audio_url']);

/**
 * The metadata after a change. Adds a script field on request or when the last one is nearly full.
 */
function updateMetadata(
  metadata: KnownFormMetadata,
  { draft, action, fresh }: FormChange,
): KnownFormMetadata {
  const hasDraftOptions = action === IDS.continueDraft && hasOptions(draft);
  const neededFields = fieldsFor(draft.script);
  const isFull = !fresh.includes('script') && isNearlyFull(draft.lastPiece);
  const extraFields = action === IDS.moreRoom || isFull ? 1 : 0;
  const fields =
    action === IDS.lessRoom
      ? neededFields
      : Math.max(metadata.fields + extraFields, fresh.includes('script') ? neededFields : 1);
  const advanced =
    hasDraftOptions ||
    action === IDS.moreOptions ||
    (metadata.advanced && action !== IDS.fewerOptions);
  const { draft: offer } = metadata;
  return {
    ...metadata,
    advanced,
    fields: Math.min(SCRIPT_FIELDS.length, fields),
    draft: action === IDS.continueDraft || action === IDS.discardDraft ? null : offer,
    continued: action === IDS.continueDraft ? (offer?.at ?? null) : metadata.continued,
  };
}

/**
 * Who chose the form's current voice, and the voice that replaces it, if any. The app changes only
 * an empty field or its own proposal, never the person's choice.
 */
function proposeVoice(
  catalogue: Catalogue | null,
  { draft, action, locale }: FormChange,
  metadata: KnownFormMetadata,
) {
  const { voiceId } = draft;
  const isChosen = action === 'voice' || IDS.looks.some((id) => id === action);
  const byApp = !isChosen && (voiceId === null || voiceId === metadata.proposedVoice);
  if (!byApp) return { by: 'person' } as const;
  const avatar =
    catalogue && draft.avatar ? findAvatar(catalogue, avatarValue(draft.avatar)) : null;
  const voice = catalogue && avatar && proposedVoice(catalogue, avatar, draft.script, locale);
  if (!voice || voice.id === voiceId) return { by: 'app', id: voiceId } as const;
  return { by: 'app', id: voice.id, voice } as const;
}

/** The part of a form's content that decides what the form shows. */
export function contentOf(draft: FormDraft, locale: string): FormContent {
  return {
    script: draft.script,
    avatar: draft.avatar && avatarValue(draft.avatar),
    avatarLabel: draft.avatarLabel,
    voice: draft.voiceId,
    voiceLabel: draft.voiceLabel,
    shape: draft.shape,
    ownAudio: draft.audioUrl !== '' || draft.audioFile !== null,
    hasOptions: hasOptions(draft) || draft.audioFile !== null,
    captions: draft.captions,
    background: draft.background,
    locale,
  };
}
