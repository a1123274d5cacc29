import { waitShown } from '../../domain/video/card-version.ts';
import { fileOfResult } from '../../domain/video/result-file.ts';
import { titleOf } from '../../domain/video/title.ts';
import type { Slot, Video } from '../../domain/video/video.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { type AiLabel, labelEnd } from '../copy/ai-label.ts';
import { expiredSentence, failureDetail, failureOf } from '../copy/failure-copy.ts';
import { fileSentence } from '../copy/file-sentence.ts';
import { scriptBlocks, scriptReminder, shownScript, spokenText } from '../copy/script-blocks.ts';
import { duration, watchLine } from '../copy/video-format.ts';
import { directMessage } from './direct-message.ts';
import { supportBlocks } from './support-blocks.ts';
import { retryButton } from './video-actions.ts';

/** What a reply needs beside its video: the time, and how the app labels results and is called. */
export interface ReplyMoment {
  readonly now: number;
  readonly label: AiLabel;
  /** The app's handle, with its @. */
  readonly handle: string;
}

/**
 * Every message of a video but its card. The `block_id` of its first block is the slot's name: by
 * it and the metadata the message is recognised again.
 */
export function replyMessage(
  video: Video,
  slot: Exclude<Slot, 'card'>,
  { now, label, handle }: ReplyMoment,
): Message {
  switch (slot) {
    case 'late':
      return told('late', [[lateSentence(video, now)]]);
    case 'unconfirmed':
      return withScript('unconfirmed', video, [
        [{ user: video.requester }, ' we don’t know if Jogg started this video. Please decide:'],
        ['• “Check again” looks for it at Jogg. It costs nothing.'],
        ['• “Send again” asks Jogg once more. It may cost a second time.'],
        ['• “Give up” stops here.'],
      ]);
    case 'result':
      return resultMessage(video, label);
    case 'direct':
      return directMessage(video, { label, handle });
  }
}

function resultMessage(video: Video, label: AiLabel): Message {
  switch (video.state) {
    case 'ready':
    case 'delivered':
      return told('result', [readyLine(video, label), ...fileLines(video)]);
    case 'expired': {
      const { what, remedy } = expiredSentence(video);
      return withRetry(
        video,
        withScript('result', video, [[{ user: video.requester }, ` ${what} ${remedy}`]]),
      );
    }
    default: {
      const { what, remedy } = failureOf(video);
      const detail = failureDetail(video);
      return withRetry(
        video,
        withScript('result', video, [
          [{ user: video.requester }, ` ${what} ${remedy}`],
          ...(detail === null ? [] : [[detail]]),
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

/** A link only where the file itself does not play here. */
function fileLines(video: Video): Line[] {
  if (fileOfResult(video) !== null) return [];
  const why = fileSentence(video);
  return [watchLine(video), ...(why === null ? [] : [[why]])];
}

function lateSentence(video: Video, now: number): string {
  const minutes = Math.floor(waitShown(video, now) / 60_000);
  return `This video takes longer than usual: ${minutes} min so far. You’ll be told here when it’s done.`;
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
    blocks: [
      richText(slot, all),
      ...scriptBlocks(spokenText(video.order)),
      ...supportBlocks(video),
    ],
  };
}
