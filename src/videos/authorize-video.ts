import { type Action, actorOf, can, whyNot } from '../domain/access.ts';
import type { VideoStore } from '../domain/ports.ts';
import type { Video } from '../domain/video/video.ts';
import { errorFields, type LogEvent } from '../lib/log.ts';
import type { AccessRequest } from './recognise.ts';

/** `reason` is for the log, `why` for the one who asked. */
export type Authorization =
  | { readonly kind: 'yes'; readonly video: Video }
  | { readonly kind: 'no'; readonly reason: string; readonly why: string };

/**
 * The video that an id points to, where the one who asks may do that with it. An id is a pointer
 * only: a video of another workspace does not exist. Never throws.
 */
export type AuthorizeVideo = (
  action: Action,
  videoId: string,
  access: AccessRequest,
) => Promise<Authorization>;

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
      return no('unread', 'This could not be looked up just now. Please try again in a moment.');
    }
    if (access.standing === 'unverified') return no('unverified', whyNot('unverified', action));
    if (!video || !isOfThisInstallation(video, access))
      return no('gone', 'This video is not known here any more.');
    const decision = can(actorOf(video, access), action, access.place);
    return decision === 'yes' ? { kind: 'yes', video } : no(decision, whyNot(decision, action));
  };
}

/** Earlier versions kept the workspace that a payload named: a requester is known by user id. */
function isOfThisInstallation(video: Video, { workspace, user }: AccessRequest): boolean {
  return (
    video.workspace === workspace || (video.requesterHome === null && video.requester === user)
  );
}

function no(reason: string, why: string): Authorization {
  return { kind: 'no', reason, why };
}
