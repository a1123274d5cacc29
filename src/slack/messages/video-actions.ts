import type { Button, PlainTextElement } from '@slack/types';
import type { Video } from '../../domain/video/video.ts';
import { ACTION_IDS } from '../blocks/action-ids.ts';
import { confirmationValue, videoValue } from './video-value.ts';

/** Which part of a video to change. */
export type RemixPart = keyof typeof ACTION_IDS.remix;
export const REMIX_PARTS = ['script', 'avatar', 'voice', 'shape', 'again'] as const;

const REMIX_LABELS: Readonly<Record<RemixPart, string>> = {
  script: 'Edit script',
  avatar: 'Other avatar',
  voice: 'Other voice',
  shape: 'Other shape',
  again: 'Again',
};

/** Each opens the form prefilled from this video, with the focus on one field. */
export function remixButtons(video: Video): Button[] {
  return REMIX_PARTS.map((part) =>
    button(ACTION_IDS.remix[part], REMIX_LABELS[part], videoValue(video)),
  );
}

/** Opens the prefilled form, so that nothing is typed again. */
export function retryButton(video: Video): Button {
  return button(ACTION_IDS.retry, 'Try again', videoValue(video));
}

/** Asks for another channel to show the result in. */
export function shareButton(video: Video): Button {
  return button(ACTION_IDS.share, 'Share', videoValue(video));
}

/** Shows the whole script. */
export function transcriptButton(video: Video): Button {
  return button(ACTION_IDS.transcript, 'Transcript', videoValue(video));
}

/** Asks for confirmation, and says what may still be charged. */
export function cancelButton(video: Video): Button {
  const asked = video.state === 'rendering' || video.state === 'submitting';
  return {
    ...button(ACTION_IDS.cancel, 'Cancel', confirmationValue(video)),
    confirm: {
      title: words('Cancel this video?'),
      text: words(
        asked
          ? 'Jogg has been asked for it already and may still charge for it. What it makes will not be shown here.'
          : 'Nothing is paid yet. Only if Jogg is asked for it at this very moment, it may still charge for it.',
      ),
      confirm: words('Cancel it'),
      deny: words('Keep it'),
    },
  };
}

function button(action_id: string, label: string, value: string): Button {
  return { type: 'button', action_id, text: words(label), value };
}

function words(text: string): PlainTextElement {
  return { type: 'plain_text', text };
}
