import type { KnownBlock } from '@slack/types';
import { waitShown } from '../../domain/video/card-version.ts';
import { LATE_AFTER_MS } from '../../domain/video/schedule.ts';
import { isMade, isUnmade } from '../../domain/video/state.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import {
  costLine,
  expiredSentence,
  failureLines,
  unconfirmedSentence,
} from '../copy/failure-copy.ts';
import { belowWords } from '../copy/script-blocks.ts';
import {
  channelMention,
  duration,
  excerpt,
  facts,
  queuedWords,
  timeSoFar,
  usualTime,
  watchLines,
} from '../copy/video-format.ts';
import { coverBlocks, watchButtons } from './share-message.ts';
import { candidateLines, choiceButtons } from './unconfirmed-actions.ts';
import {
  cancelButton,
  remixButtons,
  retryButton,
  shareButton,
  transcriptButton,
} from './video-actions.ts';

/** What a card needs to know beside its video. */
export interface CardMoment {
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first one. */
  readonly usualMs: number | null;
  readonly label: AiLabel;
}

const NOT_SHOWN = ' What Jogg makes of it is not shown here.';

/**
 * The message that opens the thread, showing `video` as it is now. Its first block, `card`, says
 * everything important without the others.
 */
export function cardMessage(video: Video, moment: CardMoment): Message {
  const lines = [
    headline(video),
    ...lineageLines(video),
    ...movedLines(video),
    ...stateLines(video, moment),
  ];
  return {
    text: topLevelText([
      ...lines,
      [facts(video).join(' · ')],
      [`${video.order.audio ? 'Audio' : 'Script'}: “${excerpt(video)}”`],
    ]),
    blocks: [
      richText('card', lines),
      ...(isMade(video.state) ? coverBlocks(video, moment.label) : []),
      {
        type: 'context',
        elements: facts(video).map((text) => ({ type: 'plain_text', text, emoji: false })),
      },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: excerpt(video) }] }],
      },
      ...buttonBlocks(video),
    ],
  };
}

function headline(video: Video): Line {
  return [{ user: video.requester }, ' asked for a video: ', { bold: titleOf(video) }];
}

function lineageLines({ lineage }: Video): Line[] {
  if (lineage === null) return [];
  const what =
    lineage.how === 'retry' ? 'A new try of an earlier video' : 'Remix of an earlier video';
  const name = plain(lineage.name, 100);
  return [name === '' ? [what] : [`${what}: `, { bold: name }]];
}

function movedLines(video: Video): Line[] {
  if (video.movedFrom === null) return [];
  const lost = ': the answer of Slack was lost there, so this goes on here.';
  return [['Asked for in ', channelMention(video.movedFrom), lost]];
}

function stateLines(video: Video, { now, usualMs, label }: CardMoment): Line[] {
  switch (video.state) {
    case 'requested':
    case 'announced':
      return [[{ bold: 'Queued' }, ` · ${queuedWords(video.place)}; nothing is paid yet`]];
    case 'submitting':
      return [[{ bold: 'Asking Jogg' }, ' · handing over the script']];
    case 'rendering': {
      const late = waitShown(video, now) >= LATE_AFTER_MS;
      const times = `${timeSoFar(video, now)}, ${usualTime(usualMs)}`;
      return late
        ? [[{ bold: 'Still rendering' }, ` · longer than usual: ${times}`]]
        : [[{ bold: 'Rendering' }, ` · ${times}`]];
    }
    case 'ready':
    case 'delivered': {
      const length = duration(video.result?.seconds ?? null);
      return [
        [{ bold: 'Ready' }, length === null ? '' : ` · ${length} long`, labelEnd(label)],
        ...watchLines(video),
      ];
    }
    case 'failed': {
      const [why, ...rest] = failureLines(video);
      return [
        [{ bold: 'Failed' }, ` · ${why}`],
        ...rest.map((line) => [line]),
        [belowWords(video.order)],
      ];
    }
    case 'unconfirmed': {
      const { what, remedy } = unconfirmedSentence(video);
      return [
        [{ bold: 'Unconfirmed' }, ` · ${what} ${remedy}`],
        ...candidateLines(video),
        [belowWords(video.order)],
      ];
    }
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return [
        [{ bold: 'Given up' }, ` · ${what} ${remedy}`],
        [costLine(video)],
        [belowWords(video.order)],
      ];
    }
    case 'cancelled':
      return [[{ bold: 'Cancelled' }, ` · ${costLine(video)}${video.project ? NOT_SHOWN : ''}`]];
  }
}

function buttonBlocks(video: Video): KnownBlock[] {
  if (video.state === 'unconfirmed') return [choiceButtons(video)];
  if (isUnmade(video.state)) return [{ type: 'actions', elements: [retryButton(video)] }];
  if (!isMade(video.state)) return [{ type: 'actions', elements: [cancelButton(video)] }];
  const elements = [
    ...watchButtons(video),
    ...remixButtons(video),
    shareButton(video),
    transcriptButton(video),
  ];
  return [{ type: 'actions', elements }];
}
