import type { AllMiddlewareArgs, BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import { findAvatar } from '../../catalogue/pick.ts';
import { avatarValue } from '../../domain/catalogue.ts';
import { initialsOf } from '../../slack/form/form-initials.ts';
import { decodeFormMetadata, type KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import { type FormDraft, NEW_SCRIPT, NEW_VOICE, readForm } from '../../slack/form/form-values.ts';
import { CREATE_VIDEO, type FormPrefill } from '../../slack/form/form-view.ts';
import { SCRIPT_FIELDS, splitScript } from '../../slack/form/script-fields.ts';
import { signedInteraction } from '../request/signed.ts';
import type { FormDeps } from './form.ts';
import { type Cleaning, type ScriptNow, scriptAfter } from './form-cleaning.ts';
import { proposedVoice, voicePicked } from './form-prefill.ts';
import { type FormNow, type FormState, type Renamed, updateForm } from './form-render.ts';

type Args = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type ActedOn = Pick<FormDeps, Exclude<keyof FormDeps, 'preferences'>>;

/** The form's elements that change what it shows. */
export const FORM_ACTIONS =
  /^(script|script_[2-5]|avatar|voice|filters|aspect_ratio|captions|video_name|conversation|audio_url|background|more_room|advanced|clean_script|undo_clean)$/;

/** How often, and how many times, a form that changed meanwhile is looked at again. */
const LOOK_MS = 100;
const MOST_LOOKS = 30;
/** With less room than this the app adds another field. */
const NEARLY_FULL = 2_700;

/**
 * Somebody changed the form: shows the picture, the sample and the price of the new choice. Typed
 * text stays, since the fields keep their ids. If anything fails, the form stays as it is.
 */
export function formAction(deps: ActedOn) {
  return async ({ ack, action, body, client }: Args): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view || view.callback_id !== CREATE_VIDEO) return;
    const isTyped = action.type === 'plain_text_input';
    if (isTyped && !(await deps.typing.paused(view.id, view.state.values))) return;
    const workspace = await deps.recognise.workspace(signedInteraction(body));
    const locale = deps.locales.of(workspace, body.user.id);
    const at = Number(action.action_ts);
    await showAgain(deps, client, view, { action: action.action_id, at, locale, isTyped });
  };
}

/**
 * Renders the form again after an action at `at`, in seconds of Slack's clock; null for a
 * submission, whose time Slack does not tell. Never throws: on failure the form stays as it is.
 */
export async function showAgain(
  deps: ActedOn,
  client: AllMiddlewareArgs['client'],
  view: ShownView,
  how: {
    readonly action: string;
    readonly at: number | null;
    readonly locale: string;
    /** Something done later has shown what was typed already. */
    readonly isTyped?: boolean;
  },
): Promise<void> {
  const carried = decodeFormMetadata(view.private_metadata);
  if (!carried) return;
  const { at } = how;
  const known = await (at === null ? deps.forms.load(view.id) : deps.forms.acted(view.id, at));
  if (how.isTyped && known && at !== null && at < known.actedAt) return;
  const cleaning = known?.shown?.cleaning ?? null;
  let done = doneIn(view.state.values, { ...how, cleaning });
  const show = async (hash: string, carried: KnownFormMetadata, initial: FormPrefill) => {
    const { state, renamed } = after(deps, done, { metadata: carried, initial });
    const shown = {
      metadata: state.metadata,
      initial: state.initial,
      cleaning: done.now.cleaning,
    };
    // Slack keeps the content of fields with the same ids: a new value needs new ids first.
    const first = await updateForm(deps, client, { viewId: view.id, hash }, state, renamed);
    if (first.kind !== 'done') return first.kind;
    const second =
      renamed === undefined
        ? first
        : await updateForm(deps, client, { viewId: view.id, hash: first.hash }, state);
    const last = second.kind === 'done' ? second : first;
    await deps.forms.shown(view.id, { hash: last.hash, ...shown });
    return second.kind;
  };
  let hash = view.hash;
  let tried = await show(hash, carried, initialsOf(view.blocks));
  for (let looks = 0; tried === 'conflict' && looks < MOST_LOOKS; looks += 1) {
    // The app usually showed an update in between: continue from there, once that is known.
    const form = await deps.forms.load(view.id);
    if (!form?.shown || (at !== null && at < form.actedAt)) return;
    if (form.shown.hash === hash) {
      await deps.sleep(LOOK_MS);
      continue;
    }
    const { metadata, initial, cleaning } = form.shown;
    // The person did not choose what the app proposed meanwhile.
    if (done.draft.voiceId === carried.proposedVoice && metadata.proposedVoice !== null)
      done = { ...done, draft: { ...done.draft, voiceId: metadata.proposedVoice } };
    // The script that was cleaned meanwhile is the form's script now.
    if (cleaning?.before === done.draft.script) done = withCleaned(done, cleaning);
    hash = form.shown.hash;
    tried = await show(hash, metadata, initial);
  }
}

interface ShownView {
  readonly id: string;
  readonly hash: string;
  readonly private_metadata: string;
  readonly blocks: unknown;
  readonly state: { readonly values: object };
}

interface Done {
  readonly draft: FormDraft;
  readonly action: string;
  readonly locale: string;
  readonly now: ScriptNow;
  /** Whether to fill in the script's fields anew. */
  readonly refilled: boolean;
}

function doneIn(
  values: object,
  how: { action: string; locale: string; cleaning: Cleaning | null },
): Done {
  const draft = draftOf(values);
  const { action, locale } = how;
  const now = scriptAfter(action, draft.script, how.cleaning);
  // Fields that still have temporary ids get their own ids back, with their content.
  const refilled = now.script !== draft.script || `${NEW_SCRIPT}script` in values;
  const pieces = splitScript(now.script);
  const lastPiece = refilled ? (pieces.at(-1) ?? '') : draft.lastPiece;
  return { draft: { ...draft, script: now.script, lastPiece }, action, locale, now, refilled };
}

function withCleaned(done: Done, cleaning: Cleaning): Done {
  const { after: script, marks: cleaned } = cleaning;
  const draft = { ...done.draft, script };
  return { ...done, draft, now: { script, cleaning, cleaned }, refilled: false };
}

/** The form after an action. */
function after(
  deps: ActedOn,
  done: Done,
  form: { readonly metadata: KnownFormMetadata; readonly initial: FormPrefill },
): { readonly state: FormState; readonly renamed: Renamed | undefined } {
  const { draft, action } = done;
  const script = done.refilled ? splitScript(draft.script) : form.initial.script;
  const initial = { ...form.initial, script };
  const grown = grow(form.metadata, draft, action);
  const proposal = propose(deps, done, grown);
  const metadata = { ...grown, proposedVoice: proposal.by === 'app' ? proposal.id : null };
  const now = { ...nowOf(draft, done.locale), cleaned: done.now.cleaned };
  const scriptPrefix = done.refilled ? NEW_SCRIPT : undefined;
  if (!('voice' in proposal))
    return {
      state: { initial, metadata, now },
      renamed: scriptPrefix === undefined ? undefined : { scriptPrefix },
    };
  const voice = voicePicked(proposal.voice);
  return {
    state: {
      initial: { ...initial, voice },
      metadata,
      now: {
        ...now,
        voice: voice.value,
        voiceLabel: voice.label,
        isNewVoice: draft.voiceId !== null,
      },
    },
    renamed: { scriptPrefix, voiceBlock: NEW_VOICE },
  };
}

/** Adds fields on request, or when the script is about to need one. */
function grow(metadata: KnownFormMetadata, draft: FormDraft, action: string): KnownFormMetadata {
  const wanted = action === 'more_room' || draft.lastPiece.length >= NEARLY_FULL;
  const fields = Math.min(SCRIPT_FIELDS.length, metadata.fields + (wanted ? 1 : 0));
  return { ...metadata, fields, advanced: metadata.advanced || action === 'advanced' };
}

/**
 * Who chose the form's current voice, and the one to replace it with. The app changes only an empty
 * field or its own proposal, never a person's choice.
 */
function propose(deps: ActedOn, { draft, action, locale }: Done, metadata: KnownFormMetadata) {
  const { voiceId } = draft;
  const byApp = action !== 'voice' && (voiceId === null || voiceId === metadata.proposedVoice);
  if (!byApp) return { by: 'person' } as const;
  const catalogue = deps.catalogue.current();
  const avatar =
    catalogue && draft.avatar ? findAvatar(catalogue, avatarValue(draft.avatar)) : null;
  const voice = catalogue && avatar && proposedVoice(catalogue, avatar, draft.script, locale);
  if (!voice || voice.id === voiceId) return { by: 'app', id: voiceId } as const;
  return { by: 'app', id: voice.id, voice } as const;
}

function draftOf(values: unknown): FormDraft {
  const reading = readForm(values);
  return reading.kind === 'complete' ? reading.values : reading.draft;
}

export function nowOf(draft: FormDraft, locale: string): FormNow {
  return {
    script: draft.script,
    avatar: draft.avatar && avatarValue(draft.avatar),
    avatarLabel: draft.avatarLabel,
    voice: draft.voiceId,
    voiceLabel: draft.voiceLabel,
    ownAudio: draft.audioUrl !== '' || draft.audioFile !== null,
    captions: draft.captions,
    background: draft.background,
    locale,
  };
}
