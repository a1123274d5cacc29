import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import type { CancelVideo } from '../../videos/cancel-video.ts';
import { isOnCard, onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface CancelDeps extends VideoButtonDeps {
  readonly cancel: CancelVideo;
}

/** Cancels a waiting or rendering video. Its card or the Home tab shows the outcome. */
export function cancelPressed(deps: CancelDeps) {
  return onVideoButton(deps, { action: 'cancel' }, async (press) => {
    const outcome = await deps.cancel(press.video, press.value.confirmation ?? 0);
    const isShown = isOnCard(press) || press.args.body.view !== undefined;
    if (outcome !== 'over' || isShown) return { outcome };
    return { outcome, reply: ANSWERS.tooLateToCancel };
  });
}
