import type { Button } from '@slack/types';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { plain } from '../blocks/escape.ts';
import { type Line, linesMessage, type Message } from '../blocks/message.ts';
import { MAKE_HERE, mentionLines } from '../copy/command-copy.ts';

/** The answer to a mention: a button that opens the form with the mention's text. */
export function mentionMessage(
  value: string,
  mention: { readonly text: string; readonly isInThread: boolean } = { text: '', isInThread: true },
): Message {
  const text = plain(mention.text, 2_000);
  const lines: Line[] = mentionLines(text, mention.isInThread).map((line) => [line]);
  const make: Button = {
    ...button(ACTION_IDS.makeInThread, MAKE_HERE, value),
    style: 'primary',
  };
  return linesMessage('mention', lines, [{ type: 'actions', elements: [make] }]);
}
