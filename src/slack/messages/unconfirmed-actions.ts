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
      {
        type: 'button',
        action_id: ACTIONS.look_again,
        text: words('Check again'),
        value,
        style: 'primary',
      },
      {
        type: 'button',
        action_id: ACTIONS.ask_again,
        text: words('Send again'),
        value,
        confirm: {
          title: words('Send it to Jogg again?'),
          text: words(sendAgainWarning(video)),
          confirm: words('Send again'),
          deny: words('Not now'),
          style: 'danger',
        },
      },
      {
        type: 'button',
        action_id: ACTIONS.give_up,
        text: words('Give up'),
        value,
        style: 'danger',
        confirm: {
          title: words('Give up on this video?'),
          text: words('If Jogg started it, it may still charge for it. You won’t see the result.'),
          confirm: words('Give up'),
          deny: words('Not now'),
          style: 'danger',
        },
      },
    ],
  };
}

/** With a known candidate, paying again probably pays twice: the question says so first. */
function sendAgainWarning({ candidate }: Video): string {
  return candidate === null
    ? 'If Jogg started it the first time, this costs a second time.'
    : 'We already found a video at Jogg that is probably this one. Press “Not now”, then “Check again” to see it. If it is yours, sending again pays for it twice.';
}

/**
 * The public words about a candidate: never its title, which may be somebody else's. Empty if there
 * is none.
 */
export function candidateLines(video: Video): Line[] {
  if (video.candidate === null) return [];
  const asked = { user: video.requester };
  return [
    ['We found a video at Jogg that is probably this one. ', asked, ', press “Check again”.'],
  ];
}

/** Offers the candidate to the requester alone; null if there is none. */
export function candidateOffer(video: Video): Message | null {
  const { candidate } = video;
  if (video.state !== 'unconfirmed' || candidate === null) return null;
  const lines: Line[] = [
    ['Is this your video at Jogg? ', { bold: nameOf(candidate) }],
    ['If it is, take it: that costs nothing more. If you’re not sure, look in your Jogg projects.'],
  ];
  const take: Button = {
    type: 'button',
    action_id: ACTIONS.take_likely,
    style: 'primary',
    text: words(clip(`It’s this one: ${nameOf(candidate)}`, LIMITS.buttonText)),
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
