import type { ActionsBlock, Button } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { truncate } from '../../lib/text.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { LIMITS } from '../blocks/limits.ts';
import { linesMessage, type Message } from '../blocks/message.ts';
import {
  BUTTONS,
  GIVE_UP_QUESTION,
  sendAgainQuestion,
  takeCandidateLabel,
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
        ...button(ACTIONS.look_again, BUTTONS.checkAgain, value),
        style: 'primary',
      },
      {
        ...button(ACTIONS.ask_again, BUTTONS.sendAgain, value),
        confirm: confirmDialog(sendAgainQuestion(video)),
      },
      {
        ...button(ACTIONS.give_up, BUTTONS.giveUp, value),
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
  const label = truncate(takeCandidateLabel(candidateName(candidate)), LIMITS.buttonText);
  const take: Button = {
    ...button(ACTIONS.take_likely, label, confirmationValue(video, candidate.id)),
    style: 'primary',
  };
  return linesMessage('likely', lines, [{ type: 'actions', elements: [take] }]);
}
