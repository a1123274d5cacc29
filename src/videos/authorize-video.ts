import { type Action, actorOf, can, type Decision } from '../domain/access.ts';
import type { VideoStore } from '../domain/ports.ts';
import type { Video } from '../domain/video/video.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { AccessRequest } from './access-resolver.ts';

export type Authorization =
  | { readonly kind: 'yes'; readonly video: Video }
  | {
      readonly kind: 'no';
      readonly reason: Exclude<Decision, 'yes'> | 'gone' | 'unread';
      /** The person who may, if the actor sees the video anyway. */
      readonly requester?: string;
    };

/**
 * Loads a video if the actor may perform `action` on it. Videos of other workspaces count as
 * `gone`. Never throws.
 */
export type AuthorizeVideo = (
  action: Action,
  videoId: string,
  access: AccessRequest,
) => Promise<Authorization>;

/** Authorizes by the rules of `domain/access.ts`. */
export function createAuthorizeVideo(deps: {
  readonly store: Pick<VideoStore, 'load'>;
  readonly logEvent: LogEvent;
}): AuthorizeVideo {
  return async (action, videoId, access) => {
    let video: Video | undefined;
    try {
      video = await deps.store.load(videoId);
    } catch (error) {
      deps.logEvent('video_unread', errorFields(error));
      return { kind: 'no', reason: 'unread' };
    }
    if (access.membership === 'unverified') return { kind: 'no', reason: 'unverified' };
    if (!video || !isOfThisInstallation(video, access)) return { kind: 'no', reason: 'gone' };
    const decision = can(actorOf(video, access), action, access.conversation);
    if (decision === 'yes') return { kind: 'yes', video };
    const requester = decision === 'not yours' ? { requester: video.requester } : {};
    return { kind: 'no', reason: decision, ...requester };
  };
}

/** Earlier versions stored the payload's workspace: there the user id identifies the requester. */
function isOfThisInstallation(video: Video, { workspace, user }: AccessRequest): boolean {
  return (
    video.workspace === workspace || (video.requesterHome === null && video.requester === user)
  );
}
