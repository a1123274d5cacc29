import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { RetryOutcome, RetryVideo } from '../../videos/retry-video.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';
import { containerSchema } from '../request/reply-to-click.ts';

export interface RetryDeps extends VideoButtonDeps {
  readonly retryVideo: RetryVideo;
}

const REPLIES: Readonly<Record<RetryOutcome, string>> = {
  recorded: ANSWERS.retryStarted,
  duplicate: ANSWERS.alreadyRetried,
  'not failed': ANSWERS.notFailed,
};

/**
 * "Try again there" and "Make it here" on a video that Slack did not let the app post. A new card
 * in the same direct message needs no other reply. The reply replaces an ephemeral message.
 */
export function retryVideoPressed(deps: RetryDeps, where: 'there' | 'direct') {
  return onVideoButton(
    deps,
    { action: 'retry', about: 'money' },
    async ({ args, video, access }) => {
      const outcome = await deps.retryVideo(video, access, where);
      const cardAppearsHere =
        where === 'direct' && access.conversation === 'direct' && access.channel !== null;
      if (outcome === 'recorded' && cardAppearsHere) return { outcome };
      const replaces = containerSchema.parse(args.body.container).is_ephemeral === true;
      return { outcome, reply: { text: REPLIES[outcome], replaces } };
    },
  );
}
