import type { AllMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { isDirectMessage } from '../../domain/conversation.ts';
import { titleOf } from '../../domain/video/title.ts';
import { errorFields } from '../../lib/log.ts';
import { accessRefusal } from '../../slack/copy/access-copy.ts';
import { refusalSentence } from '../../slack/copy/post-error-copy.ts';
import { noticeView, sharePointers, shareView } from '../../slack/home/small-views.ts';
import type { ShareOutcome, ShareVideo } from '../../videos/share-video.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';
import { signedInteraction } from '../request/signed.ts';
import { openView } from './open-view.ts';

export interface ShareDeps extends VideoButtonDeps {
  readonly share: ShareVideo;
  /** Resolves after so many ms. */
  readonly sleep: (ms: number) => Promise<void>;
}

type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

/** Slack waits 3 s for an answer to a form; a later answer updates the form. */
const ANSWER_WITHIN_MS = 2_000;

const NOT_READY = 'Only a finished video can be shared.';

const valuesSchema = z.object({
  conversation: z.object({ conversation: z.object({ selected_conversation: z.string().min(1) }) }),
});

/** "Share" on a result: asks where. */
export function shareButton(deps: ShareDeps) {
  return onVideoButton(deps, { action: 'share' }, async ({ args, access, video }) => {
    if (video.result === null) return { outcome: 'not ready', reply: NOT_READY };
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
    if (channel === undefined) return wrong('Choose the channel where it should be shared.');
    const pointers = sharePointers(view.private_metadata);
    const access = await deps.recognise.access({
      ...signedInteraction(body),
      channel: pointers?.channel ?? null,
      place: pointers?.place ?? 'direct',
    });
    const allowed = await deps.allowed('share', pointers?.video ?? '', access);
    if (allowed.kind === 'no') return wrong(accessRefusal(allowed.reason, 'share'));

    const sharing = deps
      .share({ video: allowed.video, form: view.id, channel, by: body.user.id })
      .catch((error: unknown): 'failed' => {
        deps.logEvent('share_failed', errorFields(error));
        return 'failed';
      });
    const soon = await Promise.race([sharing, deps.sleep(ANSWER_WITHIN_MS)]);
    if (soon !== undefined) {
      const told = wordsOf(soon, channel);
      deps.logEvent('video_shared', { outcome: told.outcome });
      if (told.again) return wrong(told.text);
      if (told.text === '') return ack();
      return ack({ response_action: 'update', view: noticeView('Share the video', told.text) });
    }
    const waiting = 'Slack takes its time. In a moment you read here how it went.';
    await ack({ response_action: 'update', view: noticeView('Share the video', waiting) });
    const told = wordsOf(await sharing, channel);
    deps.logEvent('video_shared', { outcome: told.outcome });
    const text = told.text === '' ? 'The video is shared.' : told.text;
    await client.views
      .update({ view_id: view.id, view: noticeView('Share the video', text) })
      .catch((error: unknown) => deps.logEvent('notice_not_opened', errorFields(error)));
  };
}

/** The sentence; `again`: surely nothing was posted, so the same form may be sent again. */
function wordsOf(
  outcome: ShareOutcome | 'failed',
  channel: string,
): { readonly outcome: string; readonly text: string; readonly again: boolean } {
  if (outcome === 'failed') {
    const text = 'This could not be saved just now. Look in that channel before you try again.';
    return { outcome, text, again: false };
  }
  const told = (text: string, again: boolean) => ({ outcome: outcome.kind, text, again });
  switch (outcome.kind) {
    case 'shared':
    case 'duplicate':
      return told('', false);
    case 'maybe shared':
      return told(
        'It may have been shared already: look in that channel first. It is not posted again.',
        false,
      );
    case 'not ready':
      return told(NOT_READY, true);
    case 'later':
      return told(
        'Slack wants us to slow down. Nothing was posted: please try again in a minute.',
        true,
      );
    case 'unknown':
      return told(
        'The answer of Slack was lost, so nobody can know whether the video is there. It is not posted again: look in that channel first.',
        false,
      );
    case 'refused': {
      const { what } = refusalSentence(outcome.error, channel);
      const absent = outcome.error === 'not_in_channel' || outcome.error === 'channel_not_found';
      const remedy =
        absent && !isDirectMessage(channel)
          ? 'Type /invite @Jogg (or what this app is called here) there, or choose another channel.'
          : 'Choose another channel.';
      return told(`${what} ${remedy}`, true);
    }
  }
}
