import type { Button, ConfirmationDialog, PlainTextElement, StaticSelect } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import {
  BUTTONS,
  cancelQuestion,
  type Question,
  REMIX,
  REMIX_LABELS,
} from '../copy/button-copy.ts';
import { confirmationValue, videoValue } from './video-value.ts';

/** Which part of a video to change. */
export type RemixPart = keyof typeof ACTION_IDS.remix;
export const REMIX_PARTS = ['script', 'avatar', 'voice', 'shape', 'again'] as const;

/**
 * One menu for a new video from this one: each part opens the form prefilled, with the focus on
 * that field; "Again" asks whether to make the same once more.
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
 * The id of the block that holds a card's menu, another one each time it is drawn: Slack keeps what
 * was picked on show while the block keeps its id, and may not report the same pick again.
 * https://docs.slack.dev/reference/block-kit/blocks/actions-block
 */
export function remixBlockId(video: Video, now: number): string {
  return `made_${video.id}_${now}`;
}

/** The part of a menu's value and the value of a button for it; null if it is not ours. */
export function decodeRemix(
  value: string,
): { readonly part: RemixPart; readonly video: string } | null {
  const [, name, video = ''] = /^([a-z]+):(.+)$/.exec(value) ?? [];
  const part = REMIX_PARTS.find((each) => each === name);
  return part === undefined ? null : { part, video };
}

/** Opens the prefilled form, so that nothing is typed again. */
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

/** What Slack asks before a button counts that takes something away or costs. */
export function confirmDialog({ title, text, confirm, deny }: Question): ConfirmationDialog {
  return {
    title: plainText(title),
    text: plainText(text),
    confirm: plainText(confirm),
    deny: plainText(deny),
    style: 'danger',
  };
}

function button(action_id: string, label: string, value: string): Button {
  return { type: 'button', action_id, text: plainText(label), value };
}

function plainText(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
