import type { Action } from '../../domain/access.ts';
import { conversationOf } from '../../domain/conversation.ts';
import { endedWithoutResult, hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { retryCost } from '../../slack/copy/failure-copy.ts';
import { decodeRemix, type RemixPart } from '../../slack/messages/video-actions.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import { type FormDeps, NOT_OPENED, type OpenFormRequest, openForm } from '../form/form.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onVideoButton } from '../request/on-press.ts';
import { type RepeatDeps, repeatPressed } from './repeat.ts';

export interface RemixDeps extends FormDeps, RepeatDeps {
  /** Edits the card with the same content, which resets its menu to the placeholder. */
  readonly redraw: (video: Video) => Promise<unknown>;
}

const FOCUS_FIELDS = {
  script: 'script',
  avatar: 'avatar',
  voice: 'voice',
  shape: 'aspect_ratio',
} as const satisfies Record<Exclude<RemixPart, 'again'>, OpenFormRequest['focus']>;

/** The notice above a form that is prefilled from an earlier video. */
export const REMIX_NOTICE = ANSWERS.remixNotice;

/**
 * Opens the form prefilled from a finished video, with the focus on one part of it. For "Again",
 * opens the modal of `repeatPressed`.
 */
export function remixPressed(deps: RemixDeps, part: RemixPart) {
  if (part === 'again') return repeatPressed(deps);
  return formButton(deps, 'remix', () => ({ focus: FOCUS_FIELDS[part], notice: REMIX_NOTICE }));
}

/**
 * The menu "Remix" selects the part of a video to change. Slack keeps showing the selected option
 * and may not report it when it is selected again, so the card is redrawn. Only the card of a video
 * with a result is redrawn: it never changes otherwise.
 */
export function remixSelected(deps: RemixDeps) {
  const authorize: AuthorizeVideo = async (action, videoId, access) => {
    const authorized = await deps.authorize(action, videoId, access);
    if (authorized.kind === 'yes' && hasResult(authorized.video.state))
      void deps.redraw(authorized.video).catch((error: unknown) => {
        deps.logEvent('card_not_redrawn', errorFields(error));
      });
    return authorized;
  };
  return async (args: ActionArgs): Promise<void> => {
    const picked = decodeRemix(pressedValue(args));
    if (picked === null) return args.ack();
    const isOnCard = args.body.view === undefined;
    return remixPressed(isOnCard ? { ...deps, authorize } : deps, picked.part)(args);
  };
}

/** Opens the form prefilled from a failed or cancelled video; a notice says what a retry costs. */
export function retryFormPressed(deps: RemixDeps) {
  return formButton(deps, 'retry', (video) =>
    endedWithoutResult(video.state) ? { focus: undefined, notice: retryCost(video) } : null,
  );
}

function formButton(
  deps: RemixDeps,
  action: Action,
  optionsFor: (video: Video) => Pick<OpenFormRequest, 'focus' | 'notice'> | null,
) {
  return onVideoButton(deps, { action }, async ({ args, access, video }) => {
    const options = optionsFor(video);
    if (options === null)
      return {
        outcome: 'not failed',
        reply: ANSWERS.notFailed,
      };
    const opened = await openForm(deps, {
      client: args.client,
      triggerId: args.body.trigger_id,
      workspace: access.workspace,
      user: access.user,
      script: video.order.script,
      order: video.order,
      ...options,
      metadata: {
        channel: conversationOf(video),
        threadTs: video.origin.threadTs,
        parent: video.id,
      },
    });
    return opened ? { outcome: 'opened' } : { outcome: 'not opened', reply: NOT_OPENED };
  });
}
