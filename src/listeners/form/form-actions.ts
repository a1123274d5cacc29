import type {
  AllMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewClosedAction,
} from '@slack/bolt';
import { initialValuesOf } from '../../slack/form/form-initial-values.ts';
import { decodeFormMetadata, type KnownFormMetadata } from '../../slack/form/form-metadata.ts';
import { draftOf } from '../../slack/form/form-values.ts';
import { CREATE_VIDEO, type FormPrefill } from '../../slack/form/form-view.ts';
import { savedDraftOf } from '../../slack/form/saved-draft.ts';
import { SCRIPT_FIELDS } from '../../slack/form/script-fields.ts';
import { signedInteraction } from '../request/signed.ts';
import type { FormDeps } from './form.ts';
import { after, doneIn, draftFill, type Fill, lookFill, withCleaned } from './form-changes.ts';
import { updateForm } from './form-render.ts';
import { personOf } from './last-choice.ts';

type ClosedArgs = SlackViewMiddlewareArgs<ViewClosedAction> & AllMiddlewareArgs;
type Args = SlackActionMiddlewareArgs<BlockAction> & AllMiddlewareArgs;
export type ActedOn = Omit<FormDeps, 'preferences'>;

/** The form's elements that change what it shows. */
export const FORM_ACTIONS = [
  ...SCRIPT_FIELDS,
  ...['avatar', 'voice', 'filters', 'aspect_ratio', 'captions', 'video_name', 'conversation'],
  ...['audio_url', 'background', 'more_room', 'less_room', 'advanced', 'fewer_options'],
  ...['clean_script', 'undo_clean', 'look_1', 'look_2', 'look_3', 'draft_continue'],
  ...['draft_discard', 'join_channel'],
];

/** How often, and how many times, a form that changed meanwhile is looked at again. */
const LOOK_MS = 100;
const MOST_LOOKS = 30;

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
    const workspace = await deps.accessResolver.workspace(signedInteraction(body));
    const locale = deps.locales.of(workspace, body.user.id);
    const at = Number(action.action_ts);
    const person = personOf(workspace, body.user.id);
    await showAgain(deps, client, view, {
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
    readonly person: string;
    readonly workspace: string;
    /** Something done later has shown what was typed already. */
    readonly isTyped?: boolean;
  },
): Promise<void> {
  const carried = decodeFormMetadata(view.private_metadata);
  if (!carried) return;
  const { at } = how;
  const holds = savedDraftOf(draftOf(view.state.values), carried.proposedVoice);
  const known = await (at === null
    ? deps.forms.load(view.id)
    : deps.forms.acted(view.id, at, holds));
  // It was closed on another process before this was told there.
  if (known?.closed)
    return known.held ? deps.drafts.keep(how.person, view.id, known.held) : undefined;
  if (how.isTyped && known && at !== null && at < known.actedAt) return;
  const cleaning = known?.shown?.cleaning ?? null;
  const fill = await fillOf(deps, how, carried);
  const channel = carried.channel ?? draftOf(view.state.values).conversation;
  const look = how.action === 'join_channel' ? deps.presence.join : deps.presence.absence;
  const absence = channel === null ? null : await look(client, how.workspace, channel);
  let done = doneIn(view.state.values, { ...how, cleaning, fill, absence });
  const wrong = known?.wrong ?? [];
  const show = async (hash: string, carried: KnownFormMetadata, initial: FormPrefill) => {
    const catalogue = deps.catalogue.current();
    const { state, fresh } = after(catalogue, done, { metadata: carried, initial, wrong });
    const shown = {
      metadata: state.metadata,
      initial: state.initial,
      cleaning: done.now.cleaning,
    };
    // Slack keeps the content of fields with the same ids: a new value needs new ids first.
    const first = await updateForm(deps, { viewId: view.id, hash }, state, fresh);
    if (first.kind !== 'done') return first.kind;
    const second =
      fresh.length === 0
        ? first
        : await updateForm(deps, { viewId: view.id, hash: first.hash }, state);
    const last = second.kind === 'done' ? second : first;
    const left = wrong.filter((id) => !fresh.some((each) => each === id));
    await deps.forms.shown(view.id, { hash: last.hash, ...shown }, left);
    return second.kind;
  };
  const isLoading = deps.catalogue.state() === 'loading';
  let hash = view.hash;
  let tried = await show(hash, carried, initialValuesOf(view.blocks));
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
  // What the app shows now may be the last that anybody sees of the lists that are on their way.
  if (isLoading && tried === 'done')
    void deps.catalogue.firstLoad().then(() => showAgain(deps, client, view, how));
}

/** What the action fills in. */
async function fillOf(
  deps: ActedOn,
  { action, person }: { readonly action: string; readonly person: string },
  { looks, draft: offer }: KnownFormMetadata,
): Promise<Fill | undefined> {
  const look = looks[Number(/^look_([1-3])$/.exec(action)?.[1] ?? 0) - 1];
  if (look) return lookFill(look);
  if (!offer) return undefined;
  if (action === 'draft_discard') await deps.drafts.discard(person, offer.at);
  if (action !== 'draft_continue') return undefined;
  const draft = await deps.drafts.load(person);
  return draft && draftFill(draft.held);
}

/** Somebody closed the form without sending it: what it held is kept as a draft. */
export function formClosed(deps: ActedOn) {
  return async ({ ack, body, view }: ClosedArgs): Promise<void> => {
    await ack();
    // Slack tells no values of a closed view: what it told last is what the form held.
    const pending = deps.typing.take(view.id);
    const proposed = decodeFormMetadata(view.private_metadata)?.proposedVoice ?? null;
    const told = pending ? savedDraftOf(draftOf(pending), proposed) : null;
    const held = await deps.forms.closed(view.id, told);
    if (held !== null) {
      const workspace = await deps.accessResolver.workspace(signedInteraction(body));
      await deps.drafts.keep(personOf(workspace, body.user.id), view.id, held);
    }
    deps.logEvent('form_closed', { draft: held !== null });
  };
}

interface ShownView {
  readonly id: string;
  readonly hash: string;
  readonly private_metadata: string;
  readonly blocks: unknown;
  readonly state: { readonly values: object };
}
