import type { KnownBlock } from '@slack/types';
import { endedWithoutResult, hasResult } from '../../domain/video/state.ts';
import type { Video } from '../../domain/video/video.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';
import {
  type CardMoment,
  detailsOf,
  headline,
  movedLines,
  quoteOf,
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
 * The message that opens the thread, showing `video` as it is now: its state, title and requester
 * on the first line, what to know or do on the next. Its first block, `card`, needs no other.
 */
export function cardMessage(video: Video, moment: CardMoment): Message {
  const head = [headline(video), ...movedLines(video)];
  const state = stateLines(video, moment);
  const bar = video.state === 'rendering' ? progressBar({ video, ...moment }) : '';
  const shown = bar === '' ? state : state.map((line) => [`${bar}  `, ...line]);
  const details = detailsOf(video);
  const quote = quoteOf(video);
  return {
    // A screen reader cannot read a bar.
    text: topLevelText([...head, ...state, [details], ...quote.map((text) => [`“${text}”`])]),
    blocks: [
      richText('card', [...head, ...shown]),
      ...(hasResult(video.state) ? coverBlocks(video, moment.label) : []),
      { type: 'context', elements: [{ type: 'plain_text', text: details, emoji: false }] },
      ...quote.map((text) => ({
        type: 'rich_text' as const,
        elements: [
          { type: 'rich_text_quote' as const, elements: [{ type: 'text' as const, text }] },
        ],
      })),
      ...buttonBlocks(video, moment.now),
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
