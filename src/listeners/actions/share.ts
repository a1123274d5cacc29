import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { titleOf } from '../../domain/title.ts';
import { errorFields } from '../../lib/log.ts';
import { accessDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { type PostLocation, shareErrorText } from '../../slack/copy/post-error-copy.ts';
import { noticeView, sharePointers, shareView } from '../../slack/home/modals.ts';
import type { ShareOutcome, ShareVideo } from '../../videos/share-video.ts';
import { openView } from '../form/open-view.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';
import { signedInteraction } from '../request/signed.ts';

export interface ShareDeps extends VideoButtonDeps {
  readonly share: ShareVideo;
  /** The app's handle, with its @. */
  readonly handle: () => string;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Slack waits 3 s for an answer to a form; a later answer updates the form. */
const ANSWER_WITHIN_MS = 2_000;

const valuesSchema = z.object({
  conversation: z.object({ conversation: z.object({ selected_conversation: z.string().min(1) }) }),
});

/** "Share" on a result: asks where. */
export function shareButton(deps: ShareDeps) {
  return onVideoButton(deps, { action: 'share' }, async ({ args, access, video }) => {
    if (video.result === null) return { outcome: 'not ready', reply: ANSWERS.shareNotReady };
    const pointers = { video: video.id, channel: access.channel, place: access.place };
    const view = shareView(pointers, titleOf(video));
    return openView(deps, args, view);
  });
}

/** The share form: posts at most one message, and shows a refusal under the field. */
export function shareSubmission(deps: ShareDeps) {
  return async ({ ack, body, view, client }: ViewArgs): Promise<void> => {
    const wrong = (conversation: string) =>
      ack({ response_action: 'errors', errors: { conversation } });
    const channel = valuesSchema.safeParse(view.state.values).data?.conversation.conversation
      .selected_conversation;
    if (channel === undefined) return wrong(ANSWERS.shareWhere);
    const pointers = sharePointers(view.private_metadata);
    const access = await deps.accessResolver.access({
      ...signedInteraction(body),
      channel: pointers?.channel ?? null,
      place: pointers?.place ?? 'direct',
    });
    const allowed = await deps.allowed('share', pointers?.video ?? '', access);
    if (allowed.kind === 'no') return wrong(accessDenialText(allowed.reason, 'share'));

    const at = { channel, handle: deps.handle() };
    const sharing = deps
      .share({ video: allowed.video, form: view.id, channel, by: body.user.id })
      .catch((error: unknown): 'failed' => {
        deps.logEvent('share_failed', errorFields(error));
        return 'failed';
      });
    const soon = await Promise.race([sharing, deps.sleep(ANSWER_WITHIN_MS)]);
    if (soon !== undefined) {
      const told = wordsOf(soon, at);
      deps.logEvent('video_shared', { outcome: told.outcome });
      if (told.again) return wrong(told.text);
      if (told.text === '') return ack();
      return ack({ response_action: 'update', view: noticeView(ANSWERS.shareTitle, told.text) });
    }
    const waiting = noticeView(ANSWERS.shareTitle, ANSWERS.shareWaiting);
    await ack({ response_action: 'update', view: waiting });
    const told = wordsOf(await sharing, at);
    deps.logEvent('video_shared', { outcome: told.outcome });
    const text = told.text === '' ? ANSWERS.shared : told.text;
    await client.views
      .update({ view_id: view.id, view: noticeView(ANSWERS.shareTitle, text) })
      .catch((error: unknown) => deps.logEvent('notice_not_opened', errorFields(error)));
  };
}

/** The sentence; `again`: surely nothing was posted, so the same form may be sent again. */
function wordsOf(
  outcome: ShareOutcome | 'failed',
  at: PostLocation,
): { readonly outcome: string; readonly text: string; readonly again: boolean } {
  if (outcome === 'failed') {
    return { outcome, text: ANSWERS.shareNotSaved, again: false };
  }
  const told = (text: string, again: boolean) => ({ outcome: outcome.kind, text, again });
  switch (outcome.kind) {
    case 'shared':
    case 'duplicate':
      return told('', false);
    case 'maybe shared':
      return told(ANSWERS.maybeShared, false);
    case 'not ready':
      return told(ANSWERS.shareNotReady, true);
    case 'later':
      return told(ANSWERS.shareLater, true);
    case 'unknown':
      return told(ANSWERS.shareUnknown, false);
    case 'refused':
      return told(shareErrorText(outcome.error, at), true);
  }
}
