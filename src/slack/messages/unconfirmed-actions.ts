import type { ActionsBlock, Button, PlainTextElement } from '@slack/types';
import type { Candidate, Video } from '../../domain/video/video.ts';
import { clip, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';

/**
 * The action ids of the choices on an unconfirmed video; the value is `id:confirmation`, and
 * `id:confirmation:project` where a project is taken.
 */
export const TAKE_LIKELY_ACTION = 'take_likely';
export const LOOK_AGAIN_ACTION = 'look_again';
export const ASK_AGAIN_ACTION = 'ask_again';
export const GIVE_UP_ACTION = 'give_up';

/** The choices on an unconfirmed video. A button counts for this confirmation only. */
export function choiceButtons(video: Video): ActionsBlock {
  const value = pointerOf(video);
  return {
    type: 'actions',
    elements: [
      { type: 'button', action_id: LOOK_AGAIN_ACTION, text: words('Look again'), value },
      {
        type: 'button',
        action_id: ASK_AGAIN_ACTION,
        text: words('Ask Jogg again'),
        value,
        confirm: {
          title: words('Ask Jogg again?'),
          text: words(askAgainWarning(video)),
          confirm: words('Ask again'),
          deny: words('Not now'),
        },
      },
      { type: 'button', action_id: GIVE_UP_ACTION, text: words('Give up'), value },
    ],
  };
}

/** Where a likely video is known, paying again is probably paying twice: it says so first. */
function askAgainWarning({ candidate }: Video): string {
  return candidate === null
    ? 'If Jogg did take the first request, this costs a second time.'
    : 'A video that may be this one was already found at Jogg: choose “Not now”, then “Look again”, to see it. If it is yours, asking again pays for it twice.';
}

/**
 * What everybody reads of the project that may be the video: not its title, for it may be somebody
 * else's. Nothing where there is none.
 */
export function likelyLines(video: Video): Line[] {
  if (video.candidate === null) return [];
  const words =
    'Jogg has a video that may be this one. The one who asked can see which by “Look again”.';
  return [[words]];
}

/** Offers the likely project, for the eyes of the one who asked alone; null where there is none. */
export function likelyOffer(video: Video): Message | null {
  const { candidate } = video;
  if (video.state !== 'unconfirmed' || candidate === null) return null;
  const lines: Line[] = [
    ['This video at Jogg may be the one you asked for: ', { bold: nameOf(candidate) }],
    [
      'If it is, take it: nothing more is paid. If you are not sure, look among the projects at Jogg.',
    ],
  ];
  const take: Button = {
    type: 'button',
    action_id: TAKE_LIKELY_ACTION,
    style: 'primary',
    text: words(clip(`It is this one: ${nameOf(candidate)}`, LIMITS.buttonText)),
    value: `${pointerOf(video)}:${candidate.id}`,
  };
  return {
    text: topLevelText(lines),
    blocks: [richText('likely', lines), { type: 'actions', elements: [take] }],
  };
}

function pointerOf(video: Video): string {
  return `${video.id}:${video.confirmations}`;
}

function nameOf({ id, title }: Candidate): string {
  return plainOr(title, 60, `project ${plainOr(id, 40, '')}`);
}

function words(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
