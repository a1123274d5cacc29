import type { KnownBlock } from '@slack/types';
import { isMade, isUnmade } from '../../domain/video/state.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import type { AiLabel } from '../copy/ai-label.ts';
import { costLine, expiredSentence, failureOf, unconfirmedSentence } from '../copy/failure-copy.ts';
import { placeWords, progressBar, progressWords } from '../copy/progress-words.ts';
import { belowWords } from '../copy/script-blocks.ts';
import { stateWords } from '../copy/state-words.ts';
import {
  channelMention,
  duration,
  excerpt,
  facts,
  noLinkLines,
  watchLine,
} from '../copy/video-format.ts';
import { coverBlocks, watchButtons } from './share-message.ts';
import { candidateLines, choiceButtons } from './unconfirmed-actions.ts';
import {
  cancelButton,
  remixMenu,
  retryButton,
  shareButton,
  transcriptButton,
} from './video-actions.ts';

/** What a card shows beside its video. */
export interface CardMoment {
  /** ms since the epoch */
  readonly now: number;
  /** The recent render time in ms; null before the first one. */
  readonly usualMs: number | null;
  readonly label: AiLabel;
}

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
    // A bar says nothing to whoever hears it.
    text: topLevelText([...head, ...state, [details], ...quote.map((text) => [`“${text}”`])]),
    blocks: [
      richText('card', [...head, ...shown]),
      ...(isMade(video.state) ? coverBlocks(video, moment.label) : []),
      { type: 'context', elements: [{ type: 'plain_text', text: details, emoji: false }] },
      ...quote.map((text) => ({
        type: 'rich_text' as const,
        elements: [
          { type: 'rich_text_quote' as const, elements: [{ type: 'text' as const, text }] },
        ],
      })),
      ...buttonBlocks(video),
    ],
    ...(isMade(video.state)
      ? { bare: richText('card', [...head, ...state, watchLine(video)]) }
      : {}),
  };
}

function headline(video: Video): Line {
  const { emoji, word } = stateWords(video.state);
  const requester = { user: video.requester };
  return [`${emoji} `, { bold: word }, ' · ', { bold: titleOf(video) }, ' · ', requester];
}

function movedLines({ movedFrom }: Video): Line[] {
  if (movedFrom === null) return [];
  const why = '. Slack’s answer was lost there, so it continues here.';
  return [['Started in ', channelMention(movedFrom), why]];
}

function stateLines(video: Video, moment: CardMoment): Line[] {
  switch (video.state) {
    case 'requested':
    case 'announced': {
      const place = placeWords(video.place);
      return [[`${place === '' ? '' : `${place}. `}Nothing is paid yet.`]];
    }
    case 'submitting':
      return [['Sending it to Jogg.']];
    case 'rendering':
      return [[progressWords({ video, ...moment })]];
    case 'ready':
    case 'delivered': {
      const length = duration(video.result?.seconds ?? null);
      const facts = [length === null ? '' : `${length} long`, moment.label ?? ''].filter(Boolean);
      return [...(facts.length === 0 ? [] : [[facts.join(' · ')]]), ...noLinkLines(video)];
    }
    case 'failed': {
      const { what, remedy } = failureOf(video);
      return [[what], [`${remedy} ${costLine(video)}`]];
    }
    case 'unconfirmed': {
      const { what, remedy } = unconfirmedSentence(video);
      return [[what], ...(video.candidate ? candidateLines(video) : [[remedy]])];
    }
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return [[what], [`${remedy} ${costLine(video)}`]];
    }
    case 'cancelled':
      return [
        [costLine(video)],
        ...(video.project ? [['What Jogg makes is not shown here.']] : []),
      ];
  }
}

/** What was chosen, where it came from, and where there is more. */
function detailsOf(video: Video): string {
  const { lineage } = video;
  const name = plain(lineage?.name ?? '', 100);
  const how = lineage?.how === 'retry' ? 'New try of ' : 'Remix of ';
  const from = lineage === null ? [] : [how + (name === '' ? 'an earlier video' : `“${name}”`)];
  return [...facts(video), ...from, ...(hasReply(video) ? [belowWords(video.order)] : [])].join(
    ' · ',
  );
}

/** Whether the whole script is in the thread. */
function hasReply({ state }: Video): boolean {
  return state === 'failed' || state === 'expired' || state === 'unconfirmed';
}

/** The beginning of the script where nothing else shows it. */
function quoteOf(video: Video): string[] {
  const words = excerpt(video);
  return hasReply(video) || words === titleOf(video) ? [] : [words];
}

function buttonBlocks(video: Video): KnownBlock[] {
  if (video.state === 'unconfirmed') return [choiceButtons(video)];
  if (isUnmade(video.state)) return [{ type: 'actions', elements: [retryButton(video)] }];
  if (!isMade(video.state)) return [{ type: 'actions', elements: [cancelButton(video)] }];
  const elements = [
    ...watchButtons(video),
    remixMenu(video),
    shareButton(video),
    transcriptButton(video),
  ];
  return [{ type: 'actions', elements }];
}
