import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import { notStartedLines, seeDirectMessageLines } from '../copy/reply-copy.ts';

/**
 * The response to a command whose video could not be shown in that channel, visible to its
 * requester only. The direct message has the details.
 */
export function commandResponse(video: Video, handle: string): Message {
  const { card } = video.posts;
  if (card?.status === 'sent' || card?.status === 'unknown')
    return message(seeDirectMessageLines(video));
  const error = card?.refusal ?? video.failure?.detail ?? null;
  const location = { channel: video.movedFrom ?? video.origin.channel, handle, isHere: true };
  const { text, blocks } = message(notStartedLines(video, { error, location }));
  const button = {
    type: 'button' as const,
    action_id: ACTION_IDS.retryThere,
    text: plainText(BUTTONS.retry),
    value: video.id,
  };
  return { text, blocks: [...blocks, { type: 'actions', elements: [button] }] };
}

function message(lines: readonly Line[]): Message {
  return { text: topLevelText(lines), blocks: [richText('answer', lines)] };
}
