import type { ActionsBlock, Button, PlainTextElement } from '@slack/types';
import type { Likely, Video } from '../domain/video.ts';
import { clip, plainOr } from './escape.ts';
import { LIMITS } from './limits.ts';
import type { Line } from './message.ts';

/**
 * The action ids of the choices on an unconfirmed video; the value is `id:confirmation`, and
 * `id:confirmation:project` where a project is taken.
 */
export const TAKE_LIKELY_ACTION = 'take_likely';
export const LOOK_AGAIN_ACTION = 'look_again';
export const ASK_AGAIN_ACTION = 'ask_again';
export const GIVE_UP_ACTION = 'give_up';

/** What its requester may choose while nobody knows. A button counts for this confirmation only. */
export function choiceButtons(video: Video): ActionsBlock {
  const value = `${video.id}:${video.confirmations}`;
  return {
    type: 'actions',
    elements: [
      ...(video.likely ? [takeButton(video.likely, value)] : []),
      { type: 'button', action_id: LOOK_AGAIN_ACTION, text: words('Look again'), value },
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

/** What is said of the project that may be the video; nothing where there is none. */
export function likelyLines(video: Video): Line[] {
  if (video.likely === null) return [];
  return [
    [
      'Jogg has a video that may be this one: ',
      { bold: nameOf(video.likely) },
      '. Only the one who asked can say so; if it is, nothing more is paid.',
    ],
  ];
}

function takeButton(likely: Likely, value: string): Button {
  return {
    type: 'button',
    action_id: TAKE_LIKELY_ACTION,
    style: 'primary',
    text: words(clip(`It is this one: ${nameOf(likely)}`, LIMITS.buttonText)),
    value: `${value}:${likely.id}`,
  };
}

function nameOf({ id, title }: Likely): string {
  return plainOr(title, 60, `project ${plainOr(id, 40, '')}`);
}

function words(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
