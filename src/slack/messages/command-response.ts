import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { linesMessage, type Message } from '../blocks/message.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import { notStartedLines, seeDirectMessageLines } from '../copy/reply-copy.ts';

const BLOCK_ID = 'answer';

/**
 * The response to a command whose video could not be shown in that channel, visible to its
 * requester only. The direct message has the details.
 */
export function commandResponse(video: Video, handle: string): Message {
  const { card } = video.posts;
  if (card?.status === 'sent' || card?.status === 'unknown')
    return linesMessage(BLOCK_ID, seeDirectMessageLines(video));
  const error = card?.refusal ?? video.failure?.detail ?? null;
  const location = { channel: video.movedFrom ?? video.origin.channel, handle, isHere: true };
  const elements = [button(ACTION_IDS.retryThere, BUTTONS.retry, video.id)];
  return linesMessage(BLOCK_ID, notStartedLines(video, { error, location }), [
    { type: 'actions', elements },
  ]);
}
