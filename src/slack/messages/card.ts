import type { KnownBlock } from '@slack/types';
import { endedWithoutResult, hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { contextBlock } from '../blocks/context-block.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';
import {
  type CardContext,
  detailsOf,
  headline,
  movedLines,
  scriptQuote,
  stateLines,
} from '../copy/card-copy.ts';
import { progressBar } from '../copy/status-copy.ts';
import { watchLine } from '../copy/video-format.ts';
import { coverBlocks, watchButtons } from './share-message.ts';
import { choiceButtons } from './unconfirmed-actions.ts';
import {
  cancelButton,
  remixBlockId,
  remixMenu,
  retryButton,
  shareButton,
  transcriptButton,
} from './video-actions.ts';

/**
 * The message that opens the thread and shows the video's current state. The first line has state,
 * title and requester, the second the status or the next step. The first block, `card`, is complete
 * without the others.
 */
export function cardMessage(video: Video, context: CardContext): Message {
  const head = [headline(video), ...movedLines(video)];
  const state = stateLines(video, context);
  const bar = video.state === 'rendering' ? progressBar({ video, ...context }) : '';
  const withBar = bar === '' ? state : state.map((line) => [`${bar}  `, ...line]);
  const details = detailsOf(video);
  const quote = scriptQuote(video);
  return {
    // A screen reader cannot read the bar.
    text: topLevelText([...head, ...state, [details], ...quote.map((text) => [`“${text}”`])]),
    blocks: [
      richText('card', [...head, ...withBar]),
      ...(hasResult(video.state) ? coverBlocks(video, context.label) : []),
      contextBlock([details]),
      ...quote.map((text) => ({
        type: 'rich_text' as const,
        elements: [
          { type: 'rich_text_quote' as const, elements: [{ type: 'text' as const, text }] },
        ],
      })),
      ...buttonBlocks(video, context.now),
    ],
    ...(hasResult(video.state)
      ? { bare: richText('card', [...head, ...state, watchLine(video)]) }
      : {}),
  };
}

function buttonBlocks(video: Video, now: number): KnownBlock[] {
  if (video.state === 'unconfirmed') return [choiceButtons(video)];
  if (endedWithoutResult(video.state)) return [{ type: 'actions', elements: [retryButton(video)] }];
  if (!hasResult(video.state)) return [{ type: 'actions', elements: [cancelButton(video)] }];
  const elements = [
    ...watchButtons(video),
    remixMenu(video),
    shareButton(video),
    transcriptButton(video),
  ];
  return [{ type: 'actions', block_id: remixBlockId(video, now), elements }];
}
