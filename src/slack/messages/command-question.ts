import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain } from '../blocks/escape.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';

/** Asks whether a misspelt command was meant; nothing typed is lost. */
export function commandQuestion(command: string, meant: string, words: string): Message {
  const shown = plain(words, 100);
  const lines = [
    [
      `There is no command “${shown}”. Did you mean `,
      { bold: `${plain(command, 50)} ${meant}` },
      '? If it is your script, press the button.',
    ],
  ];
  return {
    text: topLevelText(lines),
    blocks: [
      richText('command_question', lines),
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: ACTION_IDS.takeAsScript,
            text: { type: 'plain_text', text: 'Use it as the script' },
            value: words,
          },
        ],
      },
    ],
  };
}
