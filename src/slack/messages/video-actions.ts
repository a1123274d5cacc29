import type { Button, ConfirmationDialog, StaticSelect } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { button } from '../blocks/button.ts';
import { plainText } from '../blocks/plain-text.ts';
import {
  BUTTONS,
  cancelQuestion,
  type Question,
  REMIX,
  REMIX_LABELS,
} from '../copy/button-copy.ts';
import { confirmationValue, videoValue } from './video-value.ts';

/** The part of a video to change. */
export type RemixPart = keyof typeof ACTION_IDS.remix;
export const REMIX_PARTS = ['script', 'avatar', 'voice', 'shape', 'again'] as const;

/**
 * The menu for a new video from this one. Each part opens the prefilled form with the focus on its
 * field; "Again" asks for confirmation.
 */
export function remixMenu(video: Video): StaticSelect {
  return {
    type: 'static_select',
    action_id: ACTION_IDS.remixMenu,
    placeholder: plainText(REMIX),
    options: REMIX_PARTS.map((part) => ({
      text: plainText(REMIX_LABELS[part]),
      value: `${part}:${videoValue(video)}`,
    })),
  };
}

/**
 * The block id of a card's menu; new at each rendering. While the block keeps its id, Slack keeps
 * the selection visible and may not report the same selection again.
 * https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
export function remixBlockId(video: Video, now: number): string {
  return `made_${video.id}_${now}`;
}

/** Splits a menu's value into the part and the value of a video button; null if it is malformed. */
export function decodeRemix(
  value: string,
): { readonly part: RemixPart; readonly video: string } | null {
  const [, name, video = ''] = /^([a-z]+):(.+)$/.exec(value) ?? [];
  const part = REMIX_PARTS.find((each) => each === name);
  return part === undefined ? null : { part, video };
}

/** Opens the prefilled form. */
export function retryButton(video: Video): Button {
  return button(ACTION_IDS.retry, BUTTONS.retry, videoValue(video));
}

/** Asks for another channel to show the result in. */
export function shareButton(video: Video): Button {
  return button(ACTION_IDS.share, BUTTONS.share, videoValue(video));
}

/** Shows the whole script. */
export function transcriptButton(video: Video): Button {
  return button(ACTION_IDS.transcript, BUTTONS.transcript, videoValue(video));
}

/** Asks for confirmation, and says what may still be charged. */
export function cancelButton(video: Video): Button {
  return {
    ...button(ACTION_IDS.cancel, BUTTONS.cancel, confirmationValue(video)),
    style: 'danger',
    confirm: confirmDialog(cancelQuestion(video)),
  };
}

/** The confirmation dialog of a button that costs or discards something. */
export function confirmDialog({ title, text, confirm, deny }: Question): ConfirmationDialog {
  return {
    title: plainText(title),
    text: plainText(text),
    confirm: plainText(confirm),
    deny: plainText(deny),
    style: 'danger',
  };
}
