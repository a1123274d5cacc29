import { clip } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { missingNames } from '../reading/mention-marks.ts';

/** The answer to a mention: a button to a video of those words, in place. */
export function mentionMessage(
  value: string,
  said: { readonly words: string; readonly isInThread: boolean } = { words: '', isInThread: true },
): Message {
  const words = plain(said.words, 2_000);
  const where = said.isInThread ? 'in this thread' : 'in a thread under your message';
  const missing = missingNames(words);
  const lines: Line[] = [
    [`${words === '' ? 'Make a video?' : 'Make a video of your words?'} It will appear ${where}.`],
    ...(words === '' ? [] : [[`“${clip(words, 200)}”`]]),
    ...(missing === undefined ? [] : [[missing]]),
  ];
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
            text: { type: 'plain_text', text: 'Make a video here' },
            value,
          },
        ],
      },
    ],
  };
}
