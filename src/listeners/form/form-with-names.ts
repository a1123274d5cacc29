import { errorFields } from '../../lib/log.ts';
import { ANSWERS, SHORTCUTS } from '../../slack/copy/answers-copy.ts';
import { noticeView } from '../../slack/home/modals.ts';
import { type FormDeps, type Opening, openForm } from './form.ts';
import type { NameMentions } from './mention-names.ts';

export interface NamedFormDeps extends FormDeps {
  readonly nameMentions: NameMentions;
}

export interface NamedOpening extends Omit<Opening, 'script' | 'notice' | 'waiting'> {
  /** The script, with mentions marked. */
  readonly marked: string;
  /** The app's own user: its mention is left out. */
  readonly own: string | undefined;
  /** The notice above a script. */
  readonly noticeOn: (script: string) => string | undefined;
}

/**
 * Opens the form with names for mentions. If names are late, a waiting view opens first, since a
 * shown field cannot be prefilled again without losing typed text. Answers as `openForm`.
 */
export async function openNamedForm(deps: NamedFormDeps, opening: NamedOpening): Promise<boolean> {
  const { marked, own, noticeOn, ...rest } = opening;
  const { client, workspace, triggerId } = opening;
  let waiting: string | undefined;
  const wait = async (): Promise<void> => {
    try {
      const view = noticeView(SHORTCUTS.make, ANSWERS.loadingNames);
      waiting = (await client.views.open({ trigger_id: triggerId, view })).view?.id;
    } catch (error) {
      deps.logEvent('form_not_opened', errorFields(error));
    }
  };
  const script = await deps.nameMentions(marked, { client, workspace, own }, wait);
  return openForm(deps, { ...rest, script, notice: noticeOn(script), waiting });
}
