import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { creditsToRepeat } from '../../domain/price.ts';
import { titleOf } from '../../domain/title.ts';
import { hasResult } from '../../domain/video/state.ts';
import { errorFields } from '../../lib/log.ts';
import { accessDenialText, ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { makeAgainView, noticeView, sharePointers } from '../../slack/home/modals.ts';
import type { Balance } from '../../videos/balance.ts';
import type { RepeatVideo } from '../../videos/repeat-video.ts';
import type { Locales } from '../form/locales.ts';
import { openView } from '../form/open-view.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';
import { signedInteraction } from '../request/signed.ts';

export interface AgainDeps extends VideoButtonDeps {
  readonly repeatVideo: RepeatVideo;
  readonly balance: Balance;
  readonly locales: Locales;
}

type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

const NOT_MADE = ANSWERS.againNotReady;

/** "Again": asks whether to pay for the same video once more. */
export function againButton(deps: AgainDeps) {
  return onVideoButton(deps, { action: 'remix' }, async ({ args, access, video }) => {
    if (!hasResult(video.state)) return { outcome: 'not made', reply: NOT_MADE };
    const pointers = { video: video.id, channel: access.channel, place: access.place };
    const credits = creditsToRepeat(video);
    const facts = { title: titleOf(video), credits, balance: deps.balance.current() };
    return openView(deps, args, makeAgainView(pointers, facts));
  });
}

/**
 * The answer to that question. Who may pay and who may remix are asked here again, as for the form.
 * It closes once the video is recorded; sent twice, it makes one video.
 */
export function againSubmission(deps: AgainDeps) {
  return async ({ ack, body, view }: ViewArgs): Promise<void> => {
    const told = (text: string) =>
      ack({ response_action: 'update', view: noticeView(ANSWERS.againTitle, text) });
    const pointers = sharePointers(view.private_metadata);
    const by = await deps.accessResolver.access(
      {
        ...signedInteraction(body),
        channel: pointers?.channel ?? null,
        place: pointers?.place ?? 'direct',
      },
      'money',
    );
    const refusal = ownDenialText(by, 'make');
    if (refusal !== null) return told(refusal);
    const allowed = await deps.allowed('remix', pointers?.video ?? '', by);
    if (allowed.kind === 'no') return told(accessDenialText(allowed.reason, 'remix'));
    if (!hasResult(allowed.video.state)) return told(NOT_MADE);
    try {
      const locale = deps.locales.of(by.workspace, by.user);
      const outcome = await deps.repeatVideo({ parent: allowed.video, by, locale, form: view.id });
      deps.logEvent('made_again', { outcome });
    } catch (error) {
      deps.logEvent('video_not_recorded', errorFields(error));
      return told(ANSWERS.notSavedNorPaid);
    }
    await ack();
  };
}
