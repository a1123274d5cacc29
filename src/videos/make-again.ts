import type { VideoStore } from '../domain/ports.ts';
import type { RequestVideo } from './request-video.ts';
import { videoIdOf } from './video-id.ts';

export type MakeAgainOutcome = 'recorded' | 'duplicate' | 'not yours' | 'gone' | 'not failed';

/**
 * Makes a failed video again from what its requester confirmed: in the channel it was asked for
 * in, or in a direct message to the requester. Pressing the button twice makes one video.
 */
export type MakeAgain = (wish: {
  readonly videoId: string;
  readonly workspace: string;
  readonly user: string;
  readonly where: 'there' | 'direct';
}) => Promise<MakeAgainOutcome>;

export function createMakeAgain(deps: {
  readonly store: Pick<VideoStore, 'load'>;
  readonly request: RequestVideo;
}): MakeAgain {
  return async ({ videoId, workspace, user, where }) => {
    const parent = await deps.store.load(videoId);
    if (!parent || parent.workspace !== workspace) return 'gone';
    if (parent.requester !== user) return 'not yours';
    if (parent.state !== 'failed' && parent.state !== 'expired') return 'not failed';
    const { requester, locale, order } = parent;
    const origin = where === 'direct' ? { channel: requester, threadTs: null } : parent.origin;
    const id = videoIdOf(workspace, `${parent.id}/${where}`);
    return deps.request({ id, parent: parent.id, workspace, requester, locale, origin, order });
  };
}
