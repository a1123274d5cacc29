import type { ActionsBlock } from '@slack/types';
import { hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { linesMessage, type Message } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { BUTTONS } from '../copy/button-copy.ts';
import {
  directEndedLines,
  directNotStartedLines,
  directQuarantinedLines,
  directReadyLines,
  directUnconfirmedLines,
} from '../copy/direct-copy.ts';
import { scriptMessage } from './script-message.ts';
import { choiceButtons } from './unconfirmed-actions.ts';
import { retryButton, transcriptButton } from './video-actions.ts';

/** The slot of the message, by which it is found again. */
const BLOCK_ID = 'direct';

/** The direct message to a requester whose thread cannot be used. */
export function directMessage(
  video: Video,
  { label, handle }: { readonly label: AiLabel; readonly handle: string },
): Message {
  if (video.failure?.reason === 'internal')
    return scriptMessage(BLOCK_ID, video, directQuarantinedLines(video));
  if (!hasCard(video))
    return scriptMessage(BLOCK_ID, video, directNotStartedLines(video, handle), [
      alternativeButtons(video),
    ]);
  if (video.state === 'unconfirmed')
    return scriptMessage(BLOCK_ID, video, directUnconfirmedLines(video), [choiceButtons(video)]);
  if (hasResult(video.state)) return ready(video, label);
  return scriptMessage(BLOCK_ID, video, directEndedLines(video), [
    { type: 'actions', elements: [retryButton(video)] },
  ]);
}

function ready(video: Video, label: AiLabel): Message {
  return linesMessage(BLOCK_ID, directReadyLines(video, label), [
    { type: 'actions', elements: [transcriptButton(video)] },
  ]);
}

/** Whether the card was posted, or may have been. */
function hasCard({ posts: { card } }: Video): boolean {
  return card?.status === 'sent' || card?.status === 'unknown';
}

function alternativeButtons(video: Video): ActionsBlock {
  return {
    type: 'actions',
    elements: [
      button(ACTION_IDS.retryThere, BUTTONS.retryThere, video.id),
      button(ACTION_IDS.makeHere, BUTTONS.makeHere, video.id),
    ],
  };
}
