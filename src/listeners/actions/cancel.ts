import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import type { CancelOutcome, CancelVideo } from '../../videos/cancel-video.ts';
import { type AccessDeps, type ActionArgs, pressedValue } from '../request/action-args.ts';
import { replyToClick } from '../request/reply-to-click.ts';
import { signedInteraction } from '../request/signed.ts';

export interface CancelDeps extends AccessDeps {
  readonly allowed: AuthorizeVideo;
  readonly cancel: CancelVideo;
  readonly logEvent: LogEvent;
}

const CANCELLED: Readonly<Record<CancelOutcome, string>> = {
  unpaid: 'It is being cancelled. Its card says in a moment what was paid: nothing, most likely.',
  'maybe paid':
    'It is being cancelled. Jogg was asked for it already and may still charge for it; what it makes will not be shown.',
  over: 'There is nothing left to cancel: its card shows how it stands.',
};

/** Cancels a video that is queued or rendering. The value: `id:confirmation`. */
export function cancelButton(deps: CancelDeps) {
  return async (args: ActionArgs): Promise<void> => {
    await args.ack();
    const [, videoId = '', confirmation = ''] = /^([^:]+):(\d+)$/.exec(pressedValue(args)) ?? [];
    const access = await deps.recognise.access(signedInteraction(args.body));
    const allowed = await deps.allowed('cancel', videoId, access);
    if (allowed.kind === 'no') {
      deps.logEvent('button_pressed', { action: 'cancel', outcome: allowed.reason });
      return replyToClick(args, deps.logEvent, allowed.why);
    }
    try {
      const outcome = await deps.cancel(allowed.video, Number(confirmation));
      deps.logEvent('button_pressed', { action: 'cancel', outcome });
      await replyToClick(args, deps.logEvent, CANCELLED[outcome]);
    } catch (error) {
      deps.logEvent('video_not_cancelled', errorFields(error));
      await replyToClick(
        args,
        deps.logEvent,
        'This could not be saved just now. Please press Cancel again.',
      );
    }
  };
}
