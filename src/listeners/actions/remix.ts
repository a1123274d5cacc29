import type { Action } from '../../domain/access.ts';
import { isUnmade } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { retryCost } from '../../slack/copy/failure-copy.ts';
import { decodeRemix, type RemixPart } from '../../slack/messages/video-actions.ts';
import { type FormDeps, NOT_OPENED, type Opening, openForm } from '../form/form.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onVideoButton, type VideoButtonDeps } from '../request/on-press.ts';

export interface RemixDeps extends FormDeps, VideoButtonDeps {}

const FOCUS = {
  script: 'script',
  avatar: 'avatar',
  voice: 'voice',
  shape: 'aspect_ratio',
  again: undefined,
} as const satisfies Record<RemixPart, Opening['focus']>;

/** The notice above a form that is prefilled from an earlier video. */
export const REMIX_NOTICE = 'This makes a new video and costs credits again. The original stays.';

/** Opens the form prefilled from a finished video, with the focus on one part of it. */
export function remixButton(deps: RemixDeps, part: RemixPart) {
  return formButton(deps, 'remix', () => ({ focus: FOCUS[part], notice: REMIX_NOTICE }));
}

/** The menu "Remix": one part of a video to change. */
export function remixMenu(deps: RemixDeps) {
  return async (args: ActionArgs): Promise<void> => {
    const picked = decodeRemix(pressedValue(args));
    if (picked === null) return args.ack();
    return remixButton(deps, picked.part)(args);
  };
}

/** Opens the form prefilled from a failed or cancelled video, and says what a new try may cost. */
export function retryButton(deps: RemixDeps) {
  return formButton(deps, 'retry', (video) =>
    isUnmade(video.state) ? { focus: undefined, notice: retryCost(video) } : null,
  );
}

function formButton(
  deps: RemixDeps,
  action: Action,
  form: (video: Video) => Pick<Opening, 'focus' | 'notice'> | null,
) {
  return onVideoButton(deps, { action }, async ({ args, access, video }) => {
    const filled = form(video);
    if (filled === null)
      return {
        outcome: 'not failed',
        reply: 'This video did not fail, so there is nothing to try again.',
      };
    const opened = await openForm(deps, {
      client: args.client,
      triggerId: args.body.trigger_id,
      workspace: access.workspace,
      user: access.user,
      script: video.order.script,
      order: video.order,
      ...filled,
      metadata: {
        channel: video.posts.card?.channel ?? video.origin.channel,
        threadTs: video.origin.threadTs,
        parent: video.id,
      },
    });
    return opened ? { outcome: 'opened' } : { outcome: 'not opened', reply: NOT_OPENED };
  });
}
