import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewClosedAction } from '@slack/bolt';
import { personKey } from '../../domain/choices.ts';
import { ACTION_IDS } from '../../slack/blocks/action-ids.ts';
import { initialValuesOf } from '../../slack/form/form-initial-values.ts';
import { decodeFormMetadata, type KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import { draftOf } from '../../slack/form/form-values.ts';
import { CREATE_VIDEO, type FormPrefill } from '../../slack/form/form-view.ts';
import { OPTION_BLOCKS } from '../../slack/form/more-options.ts';
import { savedDraftOf } from '../../slack/form/saved-draft.ts';
import { SCRIPT_FIELDS } from '../../slack/form/script-fields.ts';
import type { ActionArgs } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed-request.ts';
import type { FormDeps } from './form.ts';
import {
  applyChange,
  draftFill,
  type Fill,
  lookFill,
  readChange,
  withCleanedScript,
} from './form-changes.ts';
import { updateForm } from './form-render.ts';

const IDS = ACTION_IDS.form;

type ClosedArgs = SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs;
export type FormActionDeps = Omit<FormDeps, 'preferences'>;

/** The form's elements that change what it shows. */
export const FORM_ACTIONS = [
  ...SCRIPT_FIELDS,
  'avatar',
  'voice',
  'filters',
  'aspect_ratio',
  'captions',
  'video_name',
  'conversation',
  ...Object.values(OPTION_BLOCKS),
  ...Object.values(IDS).flat(),
];

/** How often, and how many times, a form that changed meanwhile is polled. */
const POLL_MS = 100;
const MAX_POLLS = 30;

/**
 * The person changed the form: shows the picture, the sample and the price of the new choice. Typed
 * text stays, because the fields keep their ids. On failure the form stays as it is.
 */
export function formAction(deps: FormActionDeps) {
  return async ({ ack, action, body, client }: ActionArgs): Promise<void> => {
    await ack();
    const { view } = body;
    if (!view || view.callback_id !== CREATE_VIDEO) return;
    const isTyped = action.type === 'plain_text_input';
    if (isTyped && !(await deps.typing.waitForPause(view.id, view.state.values))) return;
    const workspace = await deps.accessResolver.workspace(signedInteraction(body));
    const locale = deps.locales.localeOf(workspace, body.user.id);
    const at = Number(action.action_ts);
    const person = personKey(workspace, body.user.id);
    await rerenderForm(deps, client, view, {
      workspace,
      person,
      action: action.action_id,
      at,
      locale,
      isTyped,
    });
  };
}

/**
 * Renders the form again after an action at `at`, in seconds of Slack's clock; null for a
 * submission, which has no time. Never throws: on failure the form stays as it is.
 */
export async function rerenderForm(
  deps: FormActionDeps,
  client: AllMiddlewareArgs['client'],
  view: OpenView,
  options: {
    readonly action: string;
    readonly at: number | null;
    readonly locale: string;
    readonly person: string;
    readonly workspace: string;
    /** Typing is ignored if a later action is recorded, because that one has shown it. */
    readonly isTyped?: boolean;
  },
): Promise<void> {
  const metadata = decodeFormMetadata(view.private_metadata);
  if (!metadata) return;
  const { at } = options;
  const content = savedDraftOf(draftOf(view.state.values), metadata.proposedVoice);
  const recorded = await (at === null
    ? deps.forms.load(view.id)
    : deps.forms.recordAction(view.id, at, content));
  // Another process has closed the form without knowing this action.
  if (recorded?.closed)
    return recorded.held ? deps.drafts.save(options.person, view.id, recorded.held) : undefined;
  if (options.isTyped && recorded && at !== null && at < recorded.actedAt) return;
  const cleaning = recorded?.shown?.cleaning ?? null;
  const fill = await fillFor(deps, options, metadata);
  const channel = metadata.channel ?? draftOf(view.state.values).conversation;
  const check = options.action === IDS.joinChannel ? deps.presence.join : deps.presence.absence;
  const absence = channel === null ? null : await check(client, options.workspace, channel);
  let change = readChange(view.state.values, { ...options, cleaning, fill, absence });
  const invalidFields = recorded?.wrong ?? [];
  const show = async (hash: string, current: KnownFormMetadata, initial: FormPrefill) => {
    const catalogue = deps.catalogue.current();
    const { state, fresh } = applyChange(catalogue, change, {
      metadata: current,
      initial,
      invalidFields,
    });
    const shown = {
      metadata: state.metadata,
      initial: state.initial,
      cleaning: change.script.cleaning,
    };
    // Slack keeps the content of fields with the same ids: a new value needs new ids first.
    const first = await updateForm(deps, { viewId: view.id, hash }, state, fresh);
    if (first.kind !== 'done') return first.kind;
    const second =
      fresh.length === 0
        ? first
        : await updateForm(deps, { viewId: view.id, hash: first.hash }, state);
    const last = second.kind === 'done' ? second : first;
    const stillInvalid = invalidFields.filter((id) => !fresh.some((each) => each === id));
    await deps.forms.recordShown(view.id, { hash: last.hash, ...shown }, stillInvalid);
    return second.kind;
  };
  const isLoading = deps.catalogue.state() === 'loading';
  let hash = view.hash;
  let outcome = await show(hash, metadata, initialValuesOf(view.blocks));
  for (let polls = 0; outcome === 'conflict' && polls < MAX_POLLS; polls += 1) {
    // Usually the app has shown an update in between: continue from it, once it is recorded.
    const form = await deps.forms.load(view.id);
    if (!form?.shown || (at !== null && at < form.actedAt)) return;
    if (form.shown.hash === hash) {
      await deps.sleep(POLL_MS);
      continue;
    }
    const { metadata: latest, initial, cleaning } = form.shown;
    // The app has proposed another voice meanwhile, and the person has not chosen one.
    if (change.draft.voiceId === metadata.proposedVoice && latest.proposedVoice !== null)
      change = { ...change, draft: { ...change.draft, voiceId: latest.proposedVoice } };
    // Another action has cleaned the script meanwhile.
    if (cleaning?.before === change.draft.script) change = withCleanedScript(change, cleaning);
    hash = form.shown.hash;
    outcome = await show(hash, latest, initial);
  }
  // Nothing else may show the lists once they are loaded.
  if (isLoading && outcome === 'done')
    void deps.catalogue.firstLoad().then(() => rerenderForm(deps, client, view, options));
}

/** The fields that the action fills in; undefined for none. */
async function fillFor(
  deps: FormActionDeps,
  { action, person }: { readonly action: string; readonly person: string },
  { looks, draft: offer }: KnownFormMetadata,
): Promise<Fill | undefined> {
  const look = looks.find((_, at) => IDS.looks[at] === action);
  if (look) return lookFill(look);
  if (!offer) return undefined;
  if (action === IDS.discardDraft) await deps.drafts.discard(person, offer.at);
  if (action !== IDS.continueDraft) return undefined;
  const draft = await deps.drafts.load(person);
  return draft && draftFill(draft.held);
}

/** The person closed the form without sending it: saves its content as a draft. */
export function formClosed(deps: FormActionDeps) {
  return async ({ ack, body, view }: ClosedArgs): Promise<void> => {
    await ack();
    // Slack sends no values with a close, so the latest values are the form's content.
    const pending = deps.typing.takeLatest(view.id);
    const proposedVoice = decodeFormMetadata(view.private_metadata)?.proposedVoice ?? null;
    const lastTyped = pending ? savedDraftOf(draftOf(pending), proposedVoice) : null;
    const content = await deps.forms.recordClosed(view.id, lastTyped);
    if (content !== null) {
      const workspace = await deps.accessResolver.workspace(signedInteraction(body));
      await deps.drafts.save(personKey(workspace, body.user.id), view.id, content);
    }
    deps.logEvent('form_closed', { draft: content !== null });
  };
}

interface OpenView {
  readonly id: string;
  readonly hash: string;
  readonly private_metadata: string;
  readonly blocks: unknown;
  readonly state: { readonly values: object };
}
