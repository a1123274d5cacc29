import type { CancelOutcome, CancelVideo } from '../../videos/cancel-video.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface CancelDeps extends VideoButtonDeps {
  readonly cancel: CancelVideo;
}

const REPLIES: Readonly<Record<CancelOutcome, string>> = {
  unpaid: 'It is being cancelled. Its card says in a moment what was paid: nothing, most likely.',
  'maybe paid':
    'It is being cancelled. Jogg was asked for it already and may still charge for it; what it makes will not be shown.',
  over: 'There is nothing left to cancel: its card shows how it stands.',
};

/** Cancels a video that is queued or rendering. */
export function cancelButton(deps: CancelDeps) {
  return onVideoButton(deps, { action: 'cancel' }, async ({ video, value }) => {
    const outcome = await deps.cancel(video, value.confirmation ?? 0);
    return { outcome, reply: REPLIES[outcome] };
  });
}
