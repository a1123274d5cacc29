import type { Action } from '../../domain/access.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { accessDenialText, ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { decodeRemix } from '../../slack/messages/video-actions.ts';
import { decodeVideoValue, type VideoValue } from '../../slack/messages/video-value.ts';
import type { AccessRequest } from '../../videos/access-resolver.ts';
import type { AuthorizeVideo } from '../../videos/authorize-video.ts';
import { type AccessDeps, type ActionArgs, pressedValue } from './action-args.ts';
import { containerSchema, type Pressed, replyToClick, type Said } from './reply-to-click.ts';
import { signedInteraction } from './signed.ts';

export interface PressDeps extends AccessDeps {
  readonly logEvent: LogEvent;
}

/**
 * A press about the person's own videos: acknowledges it, identifies the person, acts if they may,
 * and answers with a sentence; null if a form or view is the answer.
 */
export function onOwnPress<Args extends Pressed & { readonly ack: () => Promise<void> }>(
  deps: PressDeps,
  action: 'make' | 'list',
  act: (args: Args, access: AccessRequest) => Promise<string | Said | null>,
) {
  return async (args: Args): Promise<void> => {
    await args.ack();
    const access = await deps.accessResolver.access(signedInteraction(args.body));
    const reply = ownDenialText(access, action) ?? (await act(args, access));
    if (reply !== null) await replyToClick(args, deps.logEvent, reply);
  };
}

export interface VideoButtonDeps extends PressDeps {
  readonly allowed: AuthorizeVideo;
}

/** A button press on a video by a person who may do it. */
export interface VideoPress {
  readonly args: ActionArgs;
  readonly access: AccessRequest;
  readonly video: Video;
  readonly value: VideoValue;
}

/**
 * Whether a video's card was pressed and can show what comes of it: then nothing more is said, for
 * a press gets one answer.
 */
export function isOnCard({ args, video }: Pick<VideoPress, 'args' | 'video'>): boolean {
  const { card } = video.posts;
  const { message_ts } = containerSchema.parse(args.body.container);
  const isPressed = card?.ts === message_ts && card?.channel === args.body.channel?.id;
  return card?.status === 'sent' && isPressed && !video.cardGone;
}

/**
 * `outcome` goes to the log, `reply` to the person; no reply if a form or the card is the answer.
 */
export interface PressAnswer {
  readonly outcome: string;
  readonly reply?: string | Said;
}

/**
 * The one way from a button on a video to a use case: acknowledges, reads the value, authorises,
 * acts, logs and answers. An error from `act` is logged and answered with "could not be saved".
 */
export function onVideoButton(
  deps: VideoButtonDeps,
  wanted: { readonly action: Action; readonly about?: 'money' },
  act: (press: VideoPress) => Promise<PressAnswer>,
) {
  return async (args: ActionArgs): Promise<void> => {
    await args.ack();
    const { action, about } = wanted;
    const pressed = pressedValue(args);
    const value = decodeVideoValue(decodeRemix(pressed)?.video ?? pressed);
    const access = await deps.accessResolver.access(signedInteraction(args.body), about);
    const allowed = await deps.allowed(action, value.videoId, access);
    const named = { action: args.action.action_id };
    const { outcome, reply }: PressAnswer =
      allowed.kind === 'no'
        ? {
            outcome: allowed.reason,
            reply: accessDenialText(allowed.reason, action, allowed.requester),
          }
        : await act({ args, access, video: allowed.video, value }).catch((error: unknown) => {
            deps.logEvent('button_failed', { ...named, ...errorFields(error) });
            return { outcome: 'failed', reply: ANSWERS.notSaved };
          });
    deps.logEvent('button_pressed', { ...named, outcome });
    if (reply !== undefined) await replyToClick(args, deps.logEvent, reply);
  };
}
