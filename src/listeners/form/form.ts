import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Order } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { FormMetadata } from '../../slack/form/form-metadata.ts';
import type { Focus } from '../../slack/form/form-view.ts';
import { viewErrorOf } from '../../slack/web-api/view-error.ts';
import type { AccessDeps } from '../request/action-args.ts';
import type { Drafts } from './drafts.ts';
import { type Beginning, newForm } from './form-prefill.ts';
import { pictureOf, type RenderDeps, renderForm, updateForm } from './form-render.ts';
import { lastChoice, type Preferences, personOf } from './last-choice.ts';
import type { Locales } from './locales.ts';
import type { OpenForms } from './open-forms.ts';
import type { Presence } from './presence.ts';
import type { Typing } from './typing.ts';

/** The answer when a press opens no form: its trigger lives for 3 s. */
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

export interface Opening {
  readonly client: AllMiddlewareArgs['client'];
  readonly triggerId: string;
  readonly workspace: string;
  readonly user: string;
  readonly script: string;
  /** The person typed the script just for this form: it is kept if they close it. */
  readonly ownWords?: boolean | undefined;
  /** Where Slack takes answers to the command, for half an hour. */
  readonly answerUrl?: string | undefined;
  readonly metadata: FormMetadata;
  /** An earlier video to copy. */
  readonly order?: Order | undefined;
  /** What the form begins with instead of the last choices; `continued` is a draft's time. */
  readonly begin?: Beginning | undefined;
  /** The field with the focus, left empty unless it is the script. */
  readonly focus?: Focus | undefined;
  /** A notice above all fields. */
  readonly notice?: string | undefined;
  /** One of our views that is open already and becomes the form. */
  readonly waiting?: string | undefined;
}

/**
 * Opens the form, prefilled with the person's last choices or defaults. No other request goes
 * before `views.open`, because a trigger lives for 3 s. A picture that Slack has not shown before
 * follows in an update: it may be slow, or refused. False, and logged, where Slack refuses.
 */
export async function openForm(deps: FormDeps, opening: Opening): Promise<boolean> {
  const { client, triggerId, workspace, user } = opening;
  const isEmpty = opening.script === '' && opening.order === undefined && !opening.begin?.continued;
  const [last, draft] = await Promise.all([
    lastChoice(deps, workspace, user),
    isEmpty ? deps.drafts.load(personOf(workspace, user)) : undefined,
  ]);
  const state = newForm(deps.catalogue.current(), {
    ...opening,
    ...{ last, draft },
    locale: deps.locales.of(workspace, user),
  });
  const acceptance = pictureOf(deps, state.now);
  const picture = ({ shown: 'yes', untried: 'later', refused: 'no' } as const)[acceptance];
  const isLoading = deps.catalogue.state() === 'loading';
  const open = async (advanced: boolean, files = true) => {
    const view = renderForm(deps, state, { picture, focus: opening.focus, files });
    try {
      const { waiting } = opening;
      const to = waiting === undefined ? { trigger_id: triggerId } : { view_id: waiting };
      return await deps.sendView(to, view);
    } catch (error) {
      // Without files:read Slack may refuse the file field.
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
    return opening.waiting !== undefined && viewErrorOf(error) === 'gone';
  }
  const { initial, metadata } = state;
  const held = {
    ...{ script: state.now.script, name: initial.name ?? '', audioUrl: initial.audioUrl ?? '' },
    ...{ avatar: initial.avatar, captions: state.now.captions, shape: state.now.shape },
    voice: metadata.proposedVoice === null ? initial.voice : null,
    background: state.now.background,
  };
  const shown = { hash: at.hash, metadata, initial };
  await deps.forms.opened(at.viewId, shown, {
    ...{ held, own: opening.ownWords ?? false },
    answerUrl: opening.answerUrl ?? null,
  });
  deps.catalogue.touch();
  deps.balance.refresh();
  let { now } = state;
  const show = async () => {
    const outcome = await updateForm(deps, at, { ...state, now });
    if (outcome.kind !== 'done') return;
    at = { ...at, hash: outcome.hash };
    await deps.forms.shown(at.viewId, { hash: outcome.hash, metadata, initial });
  };
  const follow = async () => {
    if (picture === 'later') await show();
    void deps.locales.learn(workspace, user, async () => {
      const answer = await client.users.info({ user, include_locale: true });
      return answer.user?.locale;
    });
    const { channel } = metadata;
    const absence = channel && (await deps.presence.absence(client, workspace, channel));
    if (!absence) return;
    now = { ...now, absence };
    await show();
  };
  void follow();
  // If the person has done something meanwhile, that update shows the lists.
  if (isLoading) void deps.catalogue.firstLoad().then(show);
  return true;
}
