import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { CancelVideo } from '../../videos/cancel-video.ts';
import { isOnCard, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface CancelDeps extends VideoButtonDeps {
  readonly cancel: CancelVideo;
}

/** Cancels a video that is queued or rendering; its card or the Home tab shows what comes of it. */
export function cancelButton(deps: CancelDeps) {
  return onVideoButton(deps, { action: 'cancel' }, async (press) => {
    const outcome = await deps.cancel(press.video, press.value.confirmation ?? 0);
    const isShown = isOnCard(press) || press.args.body.view !== undefined;
    if (outcome !== 'over' || isShown) return { outcome };
    return { outcome, reply: ANSWERS.tooLateToCancel };
  });
}
