import type { ActionsBlock, Button } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { LIMITS } from '../blocks/limits.ts';
import { type Message, richText, topLevelText } from '../blocks/message.ts';
import { plainText } from '../blocks/plain-text.ts';
import {
  BUTTONS,
  GIVE_UP_QUESTION,
  sendAgainQuestion,
  takeCandidate,
} from '../copy/button-copy.ts';
import { candidateName, candidateQuestion } from '../copy/card-copy.ts';
import { confirmDialog } from './video-actions.ts';
import { confirmationValue } from './video-value.ts';

const ACTIONS = ACTION_IDS.unconfirmed;

/** The buttons of an unconfirmed video. They are valid only for its current confirmation. */
export function choiceButtons(video: Video): ActionsBlock {
  const value = confirmationValue(video);
  return {
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: ACTIONS.look_again,
        text: plainText(BUTTONS.checkAgain),
        value,
        style: 'primary',
      },
      {
        type: 'button',
        action_id: ACTIONS.ask_again,
        text: plainText(BUTTONS.sendAgain),
        value,
        confirm: confirmDialog(sendAgainQuestion(video)),
      },
      {
        type: 'button',
        action_id: ACTIONS.give_up,
        text: plainText(BUTTONS.giveUp),
        value,
        style: 'danger',
        confirm: confirmDialog(GIVE_UP_QUESTION),
      },
    ],
  };
}

/** Offers the candidate to the requester alone; null without a candidate. */
export function candidateOffer(video: Video): Message | null {
  const { candidate } = video;
  if (video.state !== 'unconfirmed' || candidate === null) return null;
  const lines = candidateQuestion(candidate);
  const take: Button = {
    type: 'button',
    action_id: ACTIONS.take_likely,
    style: 'primary',
    text: plainText(truncate(takeCandidate(candidateName(candidate)), LIMITS.buttonText)),
    value: confirmationValue(video, candidate.id),
  };
  return {
    text: topLevelText(lines),
    blocks: [richText('likely', lines), { type: 'actions', elements: [take] }],
  };
}
