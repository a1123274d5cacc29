import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { plain } from '../blocks/escape.ts';
import { linesMessage, type Message } from '../blocks/message.ts';
import { commandSuggestion, TAKE_AS_SCRIPT } from '../copy/command-copy.ts';

/** Asks whether a misspelt command was meant. A button uses the typed text as the script. */
export function commandQuestion(command: string, suggestion: string, typed: string): Message {
  const { before, after } = commandSuggestion(plain(typed, 100));
  const lines = [[before, { bold: `${plain(command, 50)} ${suggestion}` }, after]];
  const elements = [button(ACTION_IDS.takeAsScript, TAKE_AS_SCRIPT, typed)];
  return linesMessage('command_question', lines, [{ type: 'actions', elements }]);
}
