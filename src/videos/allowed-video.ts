import { type Action, actorOf, may, whyNot } from '../domain/may.ts';
import type { VideoStore } from '../domain/ports.ts';
import type { Video } from '../domain/video/video.ts';
import { errorFields, type Note } from '../lib/log.ts';
import type { Asking } from './recognise.ts';

/** `reason` is for the log, `why` for the one who asked. */
export type Allowed =
  | { readonly kind: 'yes'; readonly video: Video }
  | { readonly kind: 'no'; readonly reason: string; readonly why: string };

/**
 * The video that an id points to, where the one who asks may do that with it. An id is a pointer
 * only: a video of another workspace does not exist. Never throws.
 */
export type AllowedVideo = (action: Action, videoId: string, asking: Asking) => Promise<Allowed>;

export function createAllowedVideo(deps: {
  readonly store: Pick<VideoStore, 'load'>;
  readonly note: Note;
}): AllowedVideo {
  return async (action, videoId, asking) => {
    let video: Video | undefined;
    try {
      video = await deps.store.load(videoId);
    } catch (error) {
      deps.note('video_unread', errorFields(error));
      return no('unread', 'This could not be looked up just now. Please try again in a moment.');
    }
    if (asking.standing === 'unverified') return no('unverified', whyNot('unverified', action));
    if (!video || !isOfThisInstallation(video, asking))
      return no('gone', 'This video is not known here any more.');
    const verdict = may(actorOf(video, asking), action, asking.place);
    return verdict === 'yes' ? { kind: 'yes', video } : no(verdict, whyNot(verdict, action));
  };
}

/** Earlier versions kept the workspace that a payload named: a requester is known by user id. */
function isOfThisInstallation(video: Video, { workspace, user }: Asking): boolean {
  return (
    video.workspace === workspace || (video.requesterHome === null && video.requester === user)
  );
}

function no(reason: string, why: string): Allowed {
  return { kind: 'no', reason, why };
}
