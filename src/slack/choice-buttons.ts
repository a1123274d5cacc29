import type { ActionsBlock } from '@slack/types';
import type { Video } from '../domain/video.ts';

/** The action ids of the choices on an unconfirmed video; the value is `id:confirmation`. */
export const ASK_AGAIN_ACTION = 'ask_again';
export const GIVE_UP_ACTION = 'give_up';

/** What its requester may choose while nobody knows. A button counts for this confirmation only. */
export function choiceButtons(video: Video): ActionsBlock {
  const value = `${video.id}:${video.confirmations}`;
  const words = (text: string) => ({ type: 'plain_text', text }) as const;
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: ASK_AGAIN_ACTION,
        text: words('Ask Jogg again'),
        value,
        confirm: {
          title: words('Ask Jogg again?'),
          text: words('If Jogg did take the first request, this costs a second time.'),
          confirm: words('Ask again'),
          deny: words('Not now'),
        },
      },
      { type: 'button', action_id: GIVE_UP_ACTION, text: words('Give up'), value },
    ],
  };
}
