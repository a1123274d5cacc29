import type { ModalView } from '@slack/types';
import { errorFields } from '../../lib/log.ts';
import type { ActionArgs } from '../request/action-args.ts';
import type { PressAnswer, PressDeps } from '../request/on-press.ts';
import { NOT_OPENED } from './form.ts';

/** Opens a modal as the answer to a press; the reply says so if that fails. Never throws. */
export async function openView(
  deps: Pick<PressDeps, 'logEvent'>,
  { client, body }: ActionArgs,
  view: ModalView,
): Promise<PressAnswer> {
  try {
    await client.views.open({ trigger_id: body.trigger_id, view });
    return { outcome: 'opened' };
  } catch (error) {
    deps.logEvent('form_not_opened', errorFields(error));
    return { outcome: 'not opened', reply: NOT_OPENED };
  }
}
