import { conversationOf } from '../domain/conversation.ts';
import { titleOf } from '../domain/title.ts';
import type { Video } from '../domain/video/video.ts';
import type { AccessRequest } from './access-resolver.ts';
import type { RequestVideo } from './request-video.ts';
import { videoIdOf } from './video-id.ts';

/**
 * Requests a finished video once more, in the same conversation, for the person who confirmed the
 * price in `form`. The caller has authorized them. One form makes one video. Throws what the store
 * throws.
 */
export type RepeatVideo = (ask: {
  readonly parent: Video;
  readonly by: AccessRequest;
  readonly locale: string;
  readonly form: string;
}) => Promise<'recorded' | 'duplicate'>;

/** Requests the video with the earlier one's order. */
export function createRepeatVideo(deps: { readonly request: RequestVideo }): RepeatVideo {
  return async ({ parent, by, locale, form }) =>
    deps.request({
      id: videoIdOf(by.workspace, form),
      parent: parent.id,
      lineage: { how: 'remix', name: titleOf(parent) },
      workspace: by.workspace,
      requester: by.user,
      requesterHome: by.home,
      locale,
      origin: {
        channel: conversationOf(parent),
        threadTs: parent.origin.threadTs,
      },
      order: parent.order,
    });
}
