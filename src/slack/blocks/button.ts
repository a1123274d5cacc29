import type { Button } from '@slack/types';
import { literalText, plainText } from './plain-text.ts';

/** A button. Slack sends its id and its value when it is pressed. */
export function button(actionId: string, label: string, value?: string): Button {
  return {
    type: 'button',
    action_id: actionId,
    text: plainText(label),
    ...(value === undefined ? {} : { value }),
  };
}

/** A button with a label from elsewhere: emoji codes in it stay as they are. */
export function literalButton(actionId: string, label: string, value?: string): Button {
  return { ...button(actionId, label, value), text: literalText(label) };
}
