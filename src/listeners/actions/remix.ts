import type { Action } from '../../domain/access.ts';
import { isUnmade } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { retryCost } from '../../slack/copy/failure-copy.ts';
import type { RemixPart } from '../../slack/messages/video-actions.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import { type FormDeps, type Opening, openForm } from '../form/form.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { replyToClick } from '../request/reply-to-click.ts';
import { signedInteraction } from '../request/signed.ts';

export interface RemixDeps extends FormDeps {
  readonly allowed: AuthorizeVideo;
}

const FOCUS = {
  script: 'script',
  avatar: 'avatar',
  voice: 'voice',
  shape: 'aspect_ratio',
  again: undefined,
} as const satisfies Record<RemixPart, Opening['focus']>;

/** Said above a form that is filled in from an earlier video. */
export const REMIX_NOTICE =
  'Filled in from the earlier video, which stays as it is. The new one costs like any video.';

/** Opens the form filled in from a finished video, with one part of it left to choose. */
export function remixButton(deps: RemixDeps, part: RemixPart) {
  return formButton(deps, 'remix', () => ({ focus: FOCUS[part], notice: REMIX_NOTICE }));
}

/** Opens the form filled in from a video that came to nothing, and says what a new try may cost. */
export function retryButton(deps: RemixDeps) {
  return formButton(deps, 'retry', (video) =>
    isUnmade(video.state)
      ? { focus: undefined, notice: retryCost(video) }
      : 'This video did not fail, so there is nothing to try again.',
  );
}

function formButton(
  deps: RemixDeps,
  action: Action,
  form: (video: Video) => { focus: Opening['focus']; notice: string } | string,
) {
  return async (args: ActionArgs): Promise<void> => {
    const { ack, body, client } = args;
    await ack();
    const access = await deps.recognise.access(signedInteraction(body));
    const allowed = await deps.allowed(action, pressedValue(args), access);
    const outcome = allowed.kind === 'no' ? allowed.reason : 'opened';
    deps.logEvent('button_pressed', { action: args.action.action_id, outcome });
    if (allowed.kind === 'no') return replyToClick(args, deps.logEvent, allowed.why);
    const { video } = allowed;
    const asked = form(video);
    if (typeof asked === 'string') return replyToClick(args, deps.logEvent, asked);
    const opened = await openForm(deps, {
      client,
      triggerId: body.trigger_id,
      workspace: access.workspace,
      user: access.user,
      script: video.order.script,
      order: video.order,
      ...(asked.focus === undefined ? {} : { focus: asked.focus }),
      notice: asked.notice,
      metadata: {
        channel: video.posts.card?.channel ?? video.origin.channel,
        threadTs: video.origin.threadTs,
        parent: video.id,
      },
    });
    if (!opened)
      await replyToClick(
        args,
        deps.logEvent,
        'Slack did not open the form in time. Please press it again.',
      );
  };
}
