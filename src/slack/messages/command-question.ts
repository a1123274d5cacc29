import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plain } from '../blocks/escape.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import { commandSuggestion, TAKE_AS_SCRIPT } from '../copy/command-copy.ts';

/** Asks whether a misspelt command was meant. A button uses the typed text as the script. */
export function commandQuestion(command: string, suggestion: string, typed: string): Message {
  const { before, after } = commandSuggestion(plain(typed, 100));
  const lines = [[before, { bold: `${plain(command, 50)} ${suggestion}` }, after]];
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
            text: plainText(TAKE_AS_SCRIPT),
            value: typed,
          },
        ],
      },
    ],
  };
}
