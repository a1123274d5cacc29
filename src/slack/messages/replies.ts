import { titleOf } from '../../domain/video/title.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import {
  costLine,
  expiredSentence,
  failureLines,
  unconfirmedSentence,
} from '../copy/failure-copy.ts';
import { fileSentence } from '../copy/file-sentence.ts';
import { scriptBlocks, scriptReminder, shownScript, spokenText } from '../copy/script-blocks.ts';
import { addressLines, duration, timeSoFar } from '../copy/video-format.ts';
import { directMessage } from './direct-message.ts';
import { retryButton } from './video-actions.ts';

/**
 * Every message of a video but its card. The `block_id` of its first block is the slot's name: by
 * it and the metadata the message is recognised again.
 */
export function replyMessage(
  video: Video,
  slot: Exclude<Slot, 'card'>,
  { now, label }: { readonly now: number; readonly label: AiLabel },
): Message {
  switch (slot) {
    case 'late':
      return told('late', [[lateSentence(video, now)]]);
    case 'unconfirmed': {
      const { what, remedy } = unconfirmedSentence(video);
      return withScript('unconfirmed', video, [[{ user: video.requester }, ` ${what}`], [remedy]]);
    }
    case 'result':
      return resultMessage(video, label);
    case 'direct':
      return directMessage(video, label);
  }
}

function resultMessage(video: Video, label: AiLabel): Message {
  switch (video.state) {
    case 'ready':
    case 'delivered':
      return told('result', [readyLine(video, label), ...addressLines(video), ...fileLines(video)]);
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return withRetry(
        video,
        withScript('result', video, [
          [{ user: video.requester }, ` ${what} ${remedy}`],
          [costLine(video)],
        ]),
      );
    }
    default: {
      const [why = '', ...rest] = failureLines(video);
      return withRetry(
        video,
        withScript('result', video, [
          [{ user: video.requester }, ` ${why}`],
          ...rest.map((line) => [line]),
        ]),
      );
    }
  }
}

function readyLine(video: Video, label: AiLabel): Line {
  const length = duration(video.result?.seconds ?? null);
  return [
    { user: video.requester },
    ' your video is ready: ',
    { bold: titleOf(video) },
    length === null ? '' : ` · ${length} long`,
    labelEnd(label),
  ];
}

function fileLines(video: Video): Line[] {
  const why = fileSentence(video);
  return why === null ? [] : [[why]];
}

function lateSentence(video: Video, now: number): string {
  return `This one takes longer than usual (${timeSoFar(video, now)}); it is still being asked for, and you will be told here when it is done.`;
}

function told(slot: Slot, lines: readonly Line[]): Message {
  return { text: topLevelText(lines), blocks: [richText(slot, lines)] };
}

function withRetry(video: Video, { text, blocks }: Message): Message {
  return { text, blocks: [...blocks, { type: 'actions', elements: [retryButton(video)] }] };
}

function withScript(slot: Slot, video: Video, lines: readonly Line[]): Message {
  const all = [...lines, [scriptReminder(video.order)]];
  return {
    text: topLevelText([...all, [shownScript(spokenText(video.order))]]),
    blocks: [richText(slot, all), ...scriptBlocks(spokenText(video.order))],
  };
}
