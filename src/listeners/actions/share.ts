import { z } from 'zod';
import { titleOf } from '../../domain/title.ts';
import { errorFields } from '../../lib/log.ts';
import { accessDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { type PostLocation, shareErrorText } from '../../slack/copy/post-error-copy.ts';
import { noticeView, shareView } from '../../slack/home/modals.ts';
import type { ShareOutcome, ShareVideo } from '../../videos/share-video.ts';
import { openView } from '../form/open-view.ts';
import type { SubmissionArgs } from '../request/action-args.ts';
import { authorizeSubmission, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface ShareDeps extends VideoButtonDeps {
  readonly share: ShareVideo;
  /** The app's handle, with its @. */
  readonly handle: () => string;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** Slack waits 3 s for the answer to a submission; a later result updates the modal. */
const ANSWER_TIMEOUT_MS = 2_000;

const valuesSchema = z.object({
  conversation: z.object({ conversation: z.object({ selected_conversation: z.string().min(1) }) }),
});

/** "Share" on a result: opens a modal that asks for the channel. */
export function sharePressed(deps: ShareDeps) {
  return onVideoButton(deps, { action: 'share' }, async ({ args, access, video }) => {
    if (video.result === null) return { outcome: 'not ready', reply: ANSWERS.shareNotReady };
    const pointers = { video: video.id, channel: access.channel, place: access.conversation };
    const view = shareView(pointers, titleOf(video));
    return openView(deps, args, view);
  });
}

/** The submission of that modal: posts at most one message; shows an error under the field. */
export function shareSubmission(deps: ShareDeps) {
  return async (args: SubmissionArgs): Promise<void> => {
    const { ack, body, view, client } = args;
    const showError = (conversation: string) =>
      ack({ response_action: 'errors', errors: { conversation } });
    const channel = valuesSchema.safeParse(view.state.values).data?.conversation.conversation
      .selected_conversation;
    if (channel === undefined) return showError(ANSWERS.shareWhere);
    const { authorized } = await authorizeSubmission(deps, { action: 'share' }, args);
    if (authorized.kind === 'no') return showError(accessDenialText(authorized.reason, 'share'));

    const location = { channel, handle: deps.handle() };
    const sharing = deps
      .share({ video: authorized.video, form: view.id, channel, by: body.user.id })
      .catch((error: unknown): 'failed' => {
        deps.logEvent('share_failed', errorFields(error));
        return 'failed';
      });
    const early = await Promise.race([sharing, deps.sleep(ANSWER_TIMEOUT_MS)]);
    if (early !== undefined) {
      const reply = shareReply(early, location);
      deps.logEvent('video_shared', { outcome: reply.outcome });
      if (reply.canRetry) return showError(reply.text);
      if (reply.text === '') return ack();
      return ack({ response_action: 'update', view: noticeView(ANSWERS.shareTitle, reply.text) });
    }
    const waiting = noticeView(ANSWERS.shareTitle, ANSWERS.shareWaiting);
    await ack({ response_action: 'update', view: waiting });
    const reply = shareReply(await sharing, location);
    deps.logEvent('video_shared', { outcome: reply.outcome });
    const text = reply.text === '' ? ANSWERS.shared : reply.text;
    await client.views
      .update({ view_id: view.id, view: noticeView(ANSWERS.shareTitle, text) })
      .catch((error: unknown) => deps.logEvent('notice_not_opened', errorFields(error)));
  };
}

/**
 * The reply to a share. `canRetry`: nothing was posted, so the same modal may be submitted again.
 */
function shareReply(
  outcome: ShareOutcome | 'failed',
  location: PostLocation,
): { readonly outcome: string; readonly text: string; readonly canRetry: boolean } {
  if (outcome === 'failed') {
    return { outcome, text: ANSWERS.shareNotSaved, canRetry: false };
  }
  const replyWith = (text: string, canRetry: boolean) => ({
    outcome: outcome.kind,
    text,
    canRetry,
  });
  switch (outcome.kind) {
    case 'shared':
    case 'duplicate':
      return replyWith('', false);
    case 'maybe shared':
      return replyWith(ANSWERS.maybeShared, false);
    case 'not ready':
      return replyWith(ANSWERS.shareNotReady, true);
    case 'later':
      return replyWith(ANSWERS.shareLater, true);
    case 'unknown':
      return replyWith(ANSWERS.shareUnknown, false);
    case 'refused':
      return replyWith(shareErrorText(outcome.error, location), true);
  }
}
