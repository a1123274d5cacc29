import type { ModalView, PlainTextElement } from '@slack/types';
import { givenTitle } from '../../domain/title.ts';
import type { Video } from '../../domain/video/video.ts';
import { plainLines } from '../blocks/escape.ts';
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
    title: { type: 'plain_text', text: TRANSCRIPT.title },
    close: { type: 'plain_text', text: CLOSE },
    blocks: [
      // Without a title, the header would repeat the script's first words.
      ...(title === null ? [] : [{ type: 'header' as const, text: plainText(title) }]),
      ...splitText(text)
        .filter((piece) => piece.trim() !== '')
        // Without `expand`, Slack folds the section after a few lines.
        .map((piece) => ({ type: 'section' as const, text: plainText(piece), expand: true })),
    ],
  };
}

function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}
