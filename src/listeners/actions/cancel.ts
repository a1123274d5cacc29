import { errorFields, type LogEvent } from '../../lib/log.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import type { CancelOutcome, CancelVideo } from '../../videos/cancel-video.ts';
import { type ActionArgs, type AskingDeps, pressedValue } from '../request/action-args.ts';
import { signedInteraction } from '../request/signed.ts';
import { tell } from '../request/tell.ts';

export interface CancelDeps extends AskingDeps {
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
    const asking = await deps.recognise.asking(signedInteraction(args.body));
    const allowed = await deps.allowed('cancel', videoId, asking);
    if (allowed.kind === 'no') {
      deps.logEvent('button_pressed', { action: 'cancel', outcome: allowed.reason });
      return tell(args, deps.logEvent, allowed.why);
    }
    try {
      const outcome = await deps.cancel(allowed.video, Number(confirmation));
      deps.logEvent('button_pressed', { action: 'cancel', outcome });
      await tell(args, deps.logEvent, CANCELLED[outcome]);
    } catch (error) {
      deps.logEvent('video_not_cancelled', errorFields(error));
      await tell(
        args,
        deps.logEvent,
        'This could not be saved just now. Please press Cancel again.',
      );
    }
  };
}
