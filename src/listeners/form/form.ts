import type { AllMiddlewareArgs } from '@slack/bolt';
import { personKey } from '../../domain/choices.ts';
import type { Order } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { FormMetadata } from '../../slack/form/form-metadata.ts';
import type { Focus } from '../../slack/form/form-view.ts';
import { optionsOf } from '../../slack/form/more-options.ts';
import { viewErrorOf } from '../../slack/web-api/view-error.ts';
import type { AccessDeps } from '../request/action-args.ts';
import type { Drafts } from './drafts.ts';
import { type InitialContent, newForm } from './form-prefill.ts';
import { pictureState, type RenderDeps, renderForm, updateForm } from './form-render.ts';
import { lastChoice, type Preferences } from './last-choice.ts';
import type { Locales } from './locales.ts';
import type { OpenForms } from './open-forms.ts';
import type { Presence } from './presence.ts';
import type { Typing } from './typing.ts';

/** The reply when a form did not open, usually because its trigger expired after 3 s. */
export const NOT_OPENED = ANSWERS.notOpened;

export interface FormDeps extends RenderDeps, AccessDeps {
  readonly catalogue: RenderDeps['catalogue'] & { touch(): void; firstLoad(): Promise<void> };
  readonly preferences: Preferences;
  readonly locales: Locales;
  readonly forms: OpenForms;
  readonly typing: Typing;
  readonly drafts: Drafts;
  readonly presence: Presence;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface OpenFormRequest {
  readonly client: AllMiddlewareArgs['client'];
  readonly triggerId: string;
  readonly workspace: string;
  readonly user: string;
  readonly script: string;
  /** The person typed the script for this form, so it is saved as a draft if they close it. */
  readonly isOwnScript?: boolean | undefined;
  /** The command's response URL, which Slack accepts for half an hour. */
  readonly responseUrl?: string | undefined;
  readonly metadata: FormMetadata;
  /** The order of an earlier video to copy. */
  readonly order?: Order | undefined;
  /** The content of a look or a draft, in place of the person's last choices. */
  readonly initialContent?: InitialContent | undefined;
  /** The field with the focus; it is left empty unless it is the script. */
  readonly focus?: Focus | undefined;
  /** A notice above all fields. */
  readonly notice?: string | undefined;
  /** An open view of the app that becomes the form. */
  readonly waitingViewId?: string | undefined;
}

/**
 * Opens the form, prefilled with the person's last choices or defaults. `views.open` is the first
 * request, because a trigger lives for 3 s. A picture that Slack has not accepted before follows in
 * an update, because it may be slow or rejected. Returns false and logs the error on failure.
 */
export async function openForm(deps: FormDeps, request: OpenFormRequest): Promise<boolean> {
  const { client, triggerId, workspace, user } = request;
  const isEmpty =
    request.script === '' && request.order === undefined && !request.initialContent?.continued;
  const [last, draft] = await Promise.all([
    lastChoice(deps, workspace, user),
    isEmpty ? deps.drafts.load(personKey(workspace, user)) : undefined,
  ]);
  const state = newForm(deps.catalogue.current(), {
    ...request,
    last,
    draft,
    locale: deps.locales.localeOf(workspace, user),
  });
  const coverState = pictureState(deps, state.content);
  const picture = ({ shown: 'yes', untried: 'later', refused: 'no' } as const)[coverState];
  const isLoading = deps.catalogue.state() === 'loading';
  const open = async (advanced: boolean, files = true) => {
    const view = renderForm(deps, state, { picture, focus: request.focus, files });
    try {
      const { waitingViewId } = request;
      const to =
        waitingViewId === undefined ? { trigger_id: triggerId } : { view_id: waitingViewId };
      return await deps.sendView(to, view);
    } catch (error) {
      // Slack may reject the file field without files:read.
      if (advanced && viewErrorOf(error) === 'content') return open(false, false);
      throw error;
    }
  };
  let at: { viewId: string; hash: string };
  try {
    const opened = await open(state.metadata.advanced);
    at = { viewId: opened.id, hash: opened.hash };
  } catch (error) {
    deps.logEvent('form_not_opened', errorFields(error));
    // The person closed the waiting view.
    return request.waitingViewId !== undefined && viewErrorOf(error) === 'gone';
  }
  const { initial, metadata } = state;
  const savedContent = {
    script: state.content.script,
    name: initial.name ?? '',
    avatar: initial.avatar,
    captions: state.content.captions,
    shape: state.content.shape,
    ...optionsOf(initial),
    voice: metadata.proposedVoice === null ? initial.voice : null,
  };
  const shown = { hash: at.hash, metadata, initial };
  await deps.forms.recordOpened(at.viewId, shown, {
    content: savedContent,
    isOwnText: request.isOwnScript ?? false,
    responseUrl: request.responseUrl ?? null,
  });
  deps.catalogue.touch();
  deps.balance.refresh();
  let { content } = state;
  const update = async () => {
    const outcome = await updateForm(deps, at, { ...state, content });
    if (outcome.kind !== 'done') return;
    at = { ...at, hash: outcome.hash };
    await deps.forms.recordShown(at.viewId, { hash: outcome.hash, metadata, initial });
  };
  const updateLater = async () => {
    if (picture === 'later') await update();
    void deps.locales.learn(workspace, user, async () => {
      const answer = await client.users.info({ user, include_locale: true });
      return answer.user?.locale;
    });
    const { channel } = metadata;
    const absence = channel && (await deps.presence.absence(client, workspace, channel));
    if (!absence) return;
    content = { ...content, absence };
    await update();
  };
  void updateLater();
  // If the person acts meanwhile, the update after that action shows the lists.
  if (isLoading) void deps.catalogue.firstLoad().then(update);
  return true;
}
