import type { Action } from '../../domain/access.ts';
import { endedWithoutResult, hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields } from '../../lib/log.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { retryCost } from '../../slack/copy/failure-copy.ts';
import { decodeRemix, type RemixPart } from '../../slack/messages/video-actions.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import { type FormDeps, NOT_OPENED, type Opening, openForm } from '../form/form.ts';
import { type ActionArgs, pressedValue } from '../request/action-args.ts';
import { onVideoButton } from '../request/on-press.ts';
import { type AgainDeps, againButton } from './again.ts';

export interface RemixDeps extends FormDeps, AgainDeps {
  /** Draws a card once more, so that its menu shows its own word again. */
  readonly redraw: (video: Video) => Promise<unknown>;
}

const FOCUS = {
  script: 'script',
  avatar: 'avatar',
  voice: 'voice',
  shape: 'aspect_ratio',
} as const satisfies Record<Exclude<RemixPart, 'again'>, Opening['focus']>;

/** The notice above a form that is prefilled from an earlier video. */
export const REMIX_NOTICE = ANSWERS.remixNotice;

/**
 * Opens the form prefilled from a finished video, with the focus on one part of it; "Again" only
 * asks whether to pay for the same.
 */
export function remixButton(deps: RemixDeps, part: RemixPart) {
  if (part === 'again') return againButton(deps);
  return formButton(deps, 'remix', () => ({ focus: FOCUS[part], notice: REMIX_NOTICE }));
}

/**
 * The menu "Remix": one part of a video to change. Slack keeps what was picked on show, and may not
 * report the same pick again, so the card is drawn once more; a made video's never changes.
 */
export function remixMenu(deps: RemixDeps) {
  const allowed: AuthorizeVideo = async (action, videoId, access) => {
    const authorized = await deps.allowed(action, videoId, access);
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
    return remixButton(isOnCard ? { ...deps, allowed } : deps, picked.part)(args);
  };
}

/** Opens the form prefilled from a failed or cancelled video, and says what a new try may cost. */
export function retryButton(deps: RemixDeps) {
  return formButton(deps, 'retry', (video) =>
    endedWithoutResult(video.state) ? { focus: undefined, notice: retryCost(video) } : null,
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
        reply: ANSWERS.notFailed,
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
