import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { MAKE_HERE, mentionLines } from '../copy/command-copy.ts';

/** The answer to a mention: a button that opens the form with the mention's text. */
export function mentionMessage(
  value: string,
  mention: { readonly text: string; readonly isInThread: boolean } = { text: '', isInThread: true },
): Message {
  const text = plain(mention.text, 2_000);
  const lines: Line[] = mentionLines(text, mention.isInThread).map((line) => [line]);
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
            text: plainText(MAKE_HERE),
            value,
          },
        ],
      },
    ],
  };
}
