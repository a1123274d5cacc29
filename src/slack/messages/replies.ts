import { hasResult } from '../../domain/video/state.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import {
  decisionLines,
  endedLines,
  lateSentence,
  readyLines,
  scriptReminder,
} from '../copy/reply-copy.ts';
import { spokenText } from '../copy/video-format.ts';
import { directMessage } from './direct-message.ts';
import { displayScript, scriptBlocks } from './script-blocks.ts';
import { supportBlocks } from './support-blocks.ts';
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
      return withScript('unconfirmed', video, decisionLines(video));
    case 'result':
      return resultMessage(video, label);
    case 'direct':
      return directMessage(video, { label, handle });
  }
}

function resultMessage(video: Video, label: AiLabel): Message {
  if (hasResult(video.state)) return linesMessage('result', readyLines(video, label));
  const { text, blocks } = withScript('result', video, endedLines(video));
  return { text, blocks: [...blocks, { type: 'actions', elements: [retryButton(video)] }] };
}

function linesMessage(slot: Slot, lines: readonly Line[]): Message {
  return { text: topLevelText(lines), blocks: [richText(slot, lines)] };
}

function withScript(slot: Slot, video: Video, lines: readonly Line[]): Message {
  const all = [...lines, [scriptReminder(video.order)]];
  return {
    text: topLevelText([...all, [displayScript(spokenText(video.order))]]),
    blocks: [
      richText(slot, all),
      ...scriptBlocks(spokenText(video.order)),
      ...supportBlocks(video),
    ],
  };
}
