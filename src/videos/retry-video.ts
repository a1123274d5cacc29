import { hasFailed } from '../domain/video/state.ts';
import type { Video } from '../domain/video/video.ts';
import type { AccessRequest } from './access-resolver.ts';
import type { RequestVideo } from './request-video.ts';
import { videoIdOf } from './video-id.ts';

export type RetryOutcome = 'recorded' | 'duplicate' | 'not failed';

/**
 * Requests a failed video again, in the channel of the request or in a direct message. The caller
 * has authorized the requester. Pressing the button twice makes one video. Throws what the store
 * throws.
 */
export type RetryVideo = (
  parent: Video,
  access: Pick<AccessRequest, 'workspace' | 'home'>,
  where: 'there' | 'direct',
) => Promise<RetryOutcome>;

/** Requests the video with the failed one's order. */
export function createRetryVideo(deps: { readonly request: RequestVideo }): RetryVideo {
  return async (parent, { workspace, home }, where) => {
    if (!hasFailed(parent.state)) return 'not failed';
    const { requester, locale, order } = parent;
    return deps.request({
      id: videoIdOf(workspace, `${parent.id}/${where}`),
      parent: parent.id,
      workspace,
      requester,
      requesterHome: home,
      locale,
      origin: where === 'direct' ? { channel: requester, threadTs: null } : parent.origin,
      order,
    });
  };
}
