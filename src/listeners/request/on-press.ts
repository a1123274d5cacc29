import type { Action } from '../../domain/access.ts';
import type { Video } from '../../domain/video/video.ts';
import { errorFields, type LogEvent } from '../../lib/log.ts';
import { accessDenialText, ownDenialText } from '../../slack/copy/access-copy.ts';
import { ANSWERS } from '../../slack/copy/answers-copy.ts';
import { sharePointers } from '../../slack/home/modals.ts';
import { decodeRemix } from '../../slack/messages/video-actions.ts';
import { decodeVideoValue, type VideoValue } from '../../slack/messages/video-value.ts';
import type { AccessRequest } from '../../videos/access-resolver.ts';
import type { Authorization, AuthorizeVideo } from '../../videos/authorize-video.ts';
import {
  type AccessDeps,
  type ActionArgs,
  pressedValue,
  type SubmissionArgs,
} from './action-args.ts';
import { type Click, containerSchema, type Reply, replyToClick } from './reply-to-click.ts';
import { signedInteraction } from './signed-request.ts';

export interface PressDeps extends AccessDeps {
  readonly logEvent: LogEvent;
}

/**
 * A listener for a press about the person's own videos. Acknowledges it, identifies the person, and
 * calls `act` if they have access. Replies with the text that `act` returns; null means no reply,
 * because a form or a view is the answer.
 */
export function onOwnPress<Args extends Click & { readonly ack: () => Promise<void> }>(
  deps: PressDeps,
  action: 'make' | 'list',
  act: (args: Args, access: AccessRequest) => Promise<string | Reply | null>,
) {
  return async (args: Args): Promise<void> => {
    await args.ack();
    const access = await deps.accessResolver.access(signedInteraction(args.body));
    const reply = ownDenialText(access, action) ?? (await act(args, access));
    if (reply !== null) await replyToClick(args, deps.logEvent, reply);
  };
}

export interface VideoButtonDeps extends PressDeps {
  readonly authorize: AuthorizeVideo;
}

/** An authorized press of a button on a video. */
export interface VideoPress {
  readonly args: ActionArgs;
  readonly access: AccessRequest;
  readonly video: Video;
  readonly value: VideoValue;
}

/**
 * Whether the press was on the video's card and the card can show the outcome. Then the press needs
 * no other reply.
 */
export function isOnCard({ args, video }: Pick<VideoPress, 'args' | 'video'>): boolean {
  const { card } = video.posts;
  const { message_ts } = containerSchema.parse(args.body.container);
  const isPressed = card?.ts === message_ts && card?.channel === args.body.channel?.id;
  return card?.status === 'sent' && isPressed && !video.cardGone;
}

/** `outcome` is logged; `reply` goes to the person, unless a form or the card is the answer. */
export interface PressAnswer {
  readonly outcome: string;
  readonly reply?: string | Reply;
}

/** What a press or a submission about a video requires. */
interface Required {
  readonly action: Action;
  /** Whether it may cost money. */
  readonly about?: 'money';
}

/**
 * Authorizes the person who submits a view about a video. The view's metadata contains only ids, so
 * access is checked again: since the view was opened, it may have changed.
 */
export async function authorizeSubmission(
  deps: VideoButtonDeps,
  { action, about }: Required,
  { body, view }: Pick<SubmissionArgs, 'body' | 'view'>,
): Promise<{ readonly access: AccessRequest; readonly authorized: Authorization }> {
  const pointers = sharePointers(view.private_metadata);
  const place = { channel: pointers?.channel ?? null, conversation: pointers?.place ?? 'direct' };
  const access = await deps.accessResolver.access({ ...signedInteraction(body), ...place }, about);
  return { access, authorized: await deps.authorize(action, pointers?.video ?? '', access) };
}

/**
 * A listener for a button on a video: acknowledges the press, reads its value, authorizes the
 * person, calls `act`, logs the outcome and replies. If `act` throws, logs the error and replies
 * that nothing was saved.
 */
export function onVideoButton(
  deps: VideoButtonDeps,
  required: Required,
  act: (press: VideoPress) => Promise<PressAnswer>,
) {
  return async (args: ActionArgs): Promise<void> => {
    await args.ack();
    const { action, about } = required;
    const pressed = pressedValue(args);
    const value = decodeVideoValue(decodeRemix(pressed)?.video ?? pressed);
    const access = await deps.accessResolver.access(signedInteraction(args.body), about);
    const authorized = await deps.authorize(action, value.videoId, access);
    const logFields = { action: args.action.action_id };
    const { outcome, reply }: PressAnswer =
      authorized.kind === 'no'
        ? {
            outcome: authorized.reason,
            reply: accessDenialText(authorized.reason, action, authorized.requester),
          }
        : await act({ args, access, video: authorized.video, value }).catch((error: unknown) => {
            deps.logEvent('button_failed', { ...logFields, ...errorFields(error) });
            return { outcome: 'failed', reply: ANSWERS.notSaved };
          });
    deps.logEvent('button_pressed', { ...logFields, outcome });
    if (reply !== undefined) await replyToClick(args, deps.logEvent, reply);
  };
}
