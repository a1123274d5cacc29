import type { ModalView } from '@slack/types';
import { givenTitle } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { plainLines } from '../blocks/escape.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { CLOSE, TRANSCRIPT } from '../copy/view-copy.ts';
import { splitText } from './script-blocks.ts';

/** Twice the form's limit, so a script is never cut, and far below Slack's 250 kB. */
const MAX_LENGTH = 30_000;

/** The whole script of a video, for people who prefer reading or cannot hear. */
export function transcriptView(video: Video): ModalView {
  const { script, audio } = video.order;
  const title = givenTitle(video);
  const text = audio === null ? plainLines(script, MAX_LENGTH) : TRANSCRIPT.none;
  return {
    type: 'modal',
    callback_id: 'transcript',
    title: plainText(TRANSCRIPT.title),
    close: plainText(CLOSE),
    blocks: [
      // Without a title, the header would repeat the script's first words.
      ...(title === null ? [] : [{ type: 'header' as const, text: literalText(title) }]),
      ...splitText(text)
        .filter((piece) => piece.trim() !== '')
        // Without `expand`, Slack folds the section after a few lines.
        .map((piece) => ({ type: 'section' as const, text: literalText(piece), expand: true })),
    ],
  };
}
