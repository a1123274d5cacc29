import { errorFields } from '../../lib/log.ts';
import { ANSWERS, SHORTCUTS } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';
import { type FormDeps, type OpenFormRequest, openForm } from './form.ts';
import type { ResolveMentions } from './mention-names.ts';

export interface FormWithNamesDeps extends FormDeps {
  readonly resolveMentions: ResolveMentions;
}

export interface FormWithNamesRequest
  extends Omit<OpenFormRequest, 'script' | 'notice' | 'waitingViewId'> {
  /** The script, with mentions marked. */
  readonly markedScript: string;
  /** The app's own user id; mentions of it are left out. */
  readonly appUserId: string | undefined;
  /** Returns the notice for a script. */
  readonly noticeFor: (script: string) => string | undefined;
}

/**
 * Opens the form with names in place of mentions; returns what `openForm` returns. If names are
 * late, opens a waiting view first, because a shown field cannot be prefilled again without losing
 * typed text.
 */
export async function openFormWithNames(
  deps: FormWithNamesDeps,
  request: FormWithNamesRequest,
): Promise<boolean> {
  const { markedScript, appUserId, noticeFor, ...rest } = request;
  const { client, workspace, triggerId } = request;
  let waitingViewId: string | undefined;
  const openWaitingView = async (): Promise<void> => {
    try {
      const view = noticeView(SHORTCUTS.make, ANSWERS.loadingNames);
      waitingViewId = (await client.views.open({ trigger_id: triggerId, view })).view?.id;
    } catch (error) {
      deps.logEvent('form_not_opened', errorFields(error));
    }
  };
  const script = await deps.resolveMentions(
    markedScript,
    { client, workspace, appUserId },
    openWaitingView,
  );
  return openForm(deps, { ...rest, script, notice: noticeFor(script), waitingViewId });
}
