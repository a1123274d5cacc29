import type { ActionsBlock, KnownBlock } from '@slack/types';
import { hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import {
  directEndedLines,
  directNotStartedLines,
  directQuarantinedLines,
  directReadyLines,
  directUnconfirmedLines,
} from '../copy/direct-copy.ts';
import { scriptReminder } from '../copy/reply-copy.ts';
import { spokenText } from '../copy/video-format.ts';
import { displayScript, scriptBlocks } from './script-blocks.ts';
import { supportBlocks } from './support-blocks.ts';
import { choiceButtons } from './unconfirmed-actions.ts';
import { retryButton, transcriptButton } from './video-actions.ts';

/** The direct message to a requester whose thread cannot be used. */
export function directMessage(
  video: Video,
  { label, handle }: { readonly label: AiLabel; readonly handle: string },
): Message {
  if (video.failure?.reason === 'internal')
    return withScript(video, [], directQuarantinedLines(video));
  if (!hasCard(video))
    return withScript(video, [alternativeButtons(video)], directNotStartedLines(video, handle));
  if (video.state === 'unconfirmed')
    return withScript(video, [choiceButtons(video)], directUnconfirmedLines(video));
  if (hasResult(video.state)) return ready(video, label);
  const retry = { type: 'actions' as const, elements: [retryButton(video)] };
  return withScript(video, [retry], directEndedLines(video));
}

function ready(video: Video, label: AiLabel): Message {
  const lines = directReadyLines(video, label);
  return {
    text: topLevelText(lines),
    blocks: [richText('direct', lines), { type: 'actions', elements: [transcriptButton(video)] }],
  };
}

/** Whether the card was posted, or may have been. */
function hasCard({ posts: { card } }: Video): boolean {
  return card?.status === 'sent' || card?.status === 'unknown';
}

function alternativeButtons(video: Video): ActionsBlock {
  const button = (action_id: string, text: string) =>
    ({
      type: 'button',
      action_id,
      text: plainText(text),
      value: video.id,
    }) as const;
  return {
    type: 'actions',
    elements: [
      button(ACTION_IDS.retryThere, BUTTONS.retryThere),
      button(ACTION_IDS.makeHere, BUTTONS.makeHere),
    ],
  };
}

function withScript(video: Video, extra: KnownBlock[], lines: readonly Line[]): Message {
  const all = [...lines, [scriptReminder(video.order)]];
  return {
    text: topLevelText([...all, [displayScript(spokenText(video.order))]]),
    blocks: [
      richText('direct', all),
      ...scriptBlocks(spokenText(video.order)),
      ...extra,
      ...supportBlocks(video),
    ],
  };
}
