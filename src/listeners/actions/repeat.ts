import { creditsToRepeat } from '../../domain/price.ts';
import { titleOf } from '../../domain/title.ts';
import { hasResult } from '../../domain/video/state.ts';
import { errorFields } from '../../lib/log.ts';
import { accessDenialText, ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { makeAgainView, noticeView } from '../../slack/home/modals.ts';
import type { Balance } from '../../videos/balance.ts';
import type { RepeatVideo } from '../../videos/repeat-video.ts';
import type { Locales } from '../form/locales.ts';
import { openView } from '../form/open-view.ts';
import type { SubmissionArgs } from '../request/action-args.ts';
import { authorizeSubmission, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface RepeatDeps extends VideoButtonDeps {
  readonly repeatVideo: RepeatVideo;
  readonly balance: Balance;
  readonly locales: Locales;
}

const NOT_MADE = ANSWERS.againNotReady;

/** "Again": opens a modal that asks whether to pay for the same video once more. */
export function repeatPressed(deps: RepeatDeps) {
  return onVideoButton(deps, { action: 'remix' }, async ({ args, access, video }) => {
    if (!hasResult(video.state)) return { outcome: 'not made', reply: NOT_MADE };
    const pointers = { video: video.id, channel: access.channel, place: access.conversation };
    const credits = creditsToRepeat(video);
    const details = { title: titleOf(video), credits, balance: deps.balance.current() };
    return openView(deps, args, makeAgainView(pointers, details));
  });
}

/**
 * The submission of that modal. Checks access again, as the form does. The modal closes once the
 * video is recorded; a repeated delivery makes no second video.
 */
export function repeatSubmission(deps: RepeatDeps) {
  return async (args: SubmissionArgs): Promise<void> => {
    const { ack, view } = args;
    const showNotice = (text: string) =>
      ack({ response_action: 'update', view: noticeView(ANSWERS.againTitle, text) });
    const required = { action: 'remix', about: 'money' } as const;
    const { access, authorized } = await authorizeSubmission(deps, required, args);
    const denial = ownDenialText(access, 'make');
    if (denial !== null) return showNotice(denial);
    if (authorized.kind === 'no') return showNotice(accessDenialText(authorized.reason, 'remix'));
    if (!hasResult(authorized.video.state)) return showNotice(NOT_MADE);
    try {
      const locale = deps.locales.localeOf(access.workspace, access.user);
      const outcome = await deps.repeatVideo({
        parent: authorized.video,
        by: access,
        locale,
        form: view.id,
      });
      deps.logEvent('made_again', { outcome });
    } catch (error) {
      deps.logEvent('video_not_recorded', errorFields(error));
      return showNotice(ANSWERS.notSavedNorPaid);
    }
    await ack();
  };
}
