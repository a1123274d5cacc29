import { hasResult } from '../../domain/video/state.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { linesMessage, type Message } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { decisionLines, endedLines, lateSentence, readyLines } from '../copy/reply-copy.ts';
import { directMessage } from './direct-message.ts';
import { scriptMessage } from './script-message.ts';
import { retryButton } from './video-actions.ts';

/** What a reply needs besides its video. */
export interface ReplyContext {
  readonly now: number;
  readonly label: AiLabel;
  /** The app's handle, with its @. */
  readonly handle: string;
}

/**
 * Every message of a video except its card. The `block_id` of the first block is the slot's name,
 * which identifies the message together with its metadata.
 */
export function replyMessage(
  video: Video,
  slot: Exclude<Slot, 'card'>,
  { now, label, handle }: ReplyContext,
): Message {
  switch (slot) {
    case 'late':
      return linesMessage('late', [[lateSentence(video, now)]]);
    case 'unconfirmed':
      return scriptMessage('unconfirmed', video, decisionLines(video));
    case 'result':
      return resultMessage(video, label);
    case 'direct':
      return directMessage(video, { label, handle });
  }
}

function resultMessage(video: Video, label: AiLabel): Message {
  if (hasResult(video.state)) return linesMessage('result', readyLines(video, label));
  const { text, blocks } = scriptMessage('result', video, endedLines(video));
  return { text, blocks: [...blocks, { type: 'actions', elements: [retryButton(video)] }] };
}
