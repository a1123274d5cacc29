import type { ActionsBlock, Button, PlainTextElement } from '@slack/types';
import type { Candidate, Video } from '../../domain/video/video.ts';
import { clip } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { type Line, type Message, richText, topLevelText } from '../blocks/message.ts';
import { confirmationValue } from './video-value.ts';

const ACTIONS = ACTION_IDS.unconfirmed;

/** The choices on an unconfirmed video. A button counts for this confirmation only. */
export function choiceButtons(video: Video): ActionsBlock {
  const value = confirmationValue(video);
  return {
    type: 'actions',
    elements: [
      { type: 'button', action_id: ACTIONS.look_again, text: words('Look again'), value },
      {
        type: 'button',
        action_id: ACTIONS.ask_again,
        text: words('Ask Jogg again'),
        value,
        confirm: {
          title: words('Ask Jogg again?'),
          text: words(askAgainWarning(video)),
          confirm: words('Ask again'),
          deny: words('Not now'),
        },
      },
      { type: 'button', action_id: ACTIONS.give_up, text: words('Give up'), value },
    ],
  };
}

/** With a known candidate, paying again probably pays twice: the question says so first. */
function askAgainWarning({ candidate }: Video): string {
  return candidate === null
    ? 'If Jogg did take the first request, this costs a second time.'
    : 'A video that may be this one was already found at Jogg: choose “Not now”, then “Look again”, to see it. If it is yours, asking again pays for it twice.';
}

/**
 * The public words about a candidate: never its title, which may be somebody else's. Empty if there
 * is none.
 */
export function candidateLines(video: Video): Line[] {
  if (video.candidate === null) return [];
  const words =
    'Jogg has a video that may be this one. The one who asked can see which by “Look again”.';
  return [[words]];
}

/** Offers the candidate to the requester alone; null if there is none. */
export function candidateOffer(video: Video): Message | null {
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
    action_id: ACTIONS.take_likely,
    style: 'primary',
    text: words(clip(`It is this one: ${nameOf(candidate)}`, LIMITS.buttonText)),
    value: confirmationValue(video, candidate.id),
  };
  return {
    text: topLevelText(lines),
    blocks: [richText('likely', lines), { type: 'actions', elements: [take] }],
  };
}

function nameOf({ id, title }: Candidate): string {
  return plainOr(title, 60, `project ${plainOr(id, 40, '')}`);
}

function words(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
