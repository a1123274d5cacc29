import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { mentionLines, OFFER } from '../copy/command-copy.ts';

/** The answer to a mention: a button to a video of those words, in place. */
export function mentionMessage(
  value: string,
  said: { readonly words: string; readonly isInThread: boolean } = { words: '', isInThread: true },
): Message {
  const words = plain(said.words, 2_000);
  const lines: Line[] = mentionLines(words, said.isInThread).map((line) => [line]);
  return {
    text: topLevelText(lines),
    blocks: [
      richText('mention', lines),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: ACTION_IDS.makeInThread,
            style: 'primary',
            text: { type: 'plain_text', text: OFFER },
            value,
          },
        ],
      },
    ],
  };
}
