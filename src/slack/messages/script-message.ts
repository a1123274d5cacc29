import type { KnownBlock } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { scriptReminder } from '../copy/reply-copy.ts';
import { spokenText } from '../copy/video-format.ts';
import { displayScript, scriptBlocks } from './script-blocks.ts';
import { supportBlocks } from './support-blocks.ts';

/** Lines about a video that needs attention, with its script to copy and the id for support. */
export function scriptMessage(
  blockId: string,
  video: Video,
  lines: readonly Line[],
  afterScript: readonly KnownBlock[] = [],
): Message {
  const all = [...lines, [scriptReminder(video.order)]];
  const script = spokenText(video.order);
  return {
    text: topLevelText([...all, [displayScript(script)]]),
    blocks: [
      richText(blockId, all),
      ...scriptBlocks(script),
      ...afterScript,
      ...supportBlocks(video),
    ],
  };
}
