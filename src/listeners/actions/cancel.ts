import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { CancelVideo } from '../../videos/cancel-video.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface CancelDeps extends VideoButtonDeps {
  readonly cancel: CancelVideo;
}

/** What the card says by itself is not said twice. */
const TOO_LATE = ANSWERS.tooLateToCancel;

/** Cancels a video that is queued or rendering. */
export function cancelButton(deps: CancelDeps) {
  return onVideoButton(deps, { action: 'cancel' }, async ({ video, value }) => {
    const outcome = await deps.cancel(video, value.confirmation ?? 0);
    return outcome === 'over' ? { outcome, reply: TOO_LATE } : { outcome };
  });
}
