import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { CONVERSATION_KINDS } from '../../domain/conversation.ts';
import { plainOr } from '../blocks/escape.ts';
import { A_VIDEO, AGAIN, CLOSE, SHARE, sameCost } from '../copy/view-copy.ts';

/** The callback id of the form that asks where to share. */
export const SHARE_VIDEO = 'share_video';

const pointersSchema = z.object({
  video: z.string().min(1).max(100),
  /** The channel the button was pressed in; null for the Home tab. */
  channel: z.string().min(1).max(100).nullable(),
  place: z.enum(CONVERSATION_KINDS),
});
/** A small form's metadata: pointers only, looked up again when the form is submitted. */
export type SharePointers = z.infer<typeof pointersSchema>;

/** Asks for the channel to share a result in. */
export function shareView(pointers: SharePointers, title: string): ModalView {
  return {
    type: 'modal',
    callback_id: SHARE_VIDEO,
    private_metadata: JSON.stringify(pointers),
    title: words(SHARE.title),
    submit: words(SHARE.submit),
    close: words(SHARE.cancel),
    blocks: [
      {
        type: 'section',
        text: { ...words(plainOr(title, 150, A_VIDEO)), emoji: false },
      },
      {
        type: 'input',
        block_id: 'conversation',
        label: words(SHARE.where),
        hint: words(SHARE.hint),
        element: {
          type: 'conversations_select',
          action_id: 'conversation',
          focus_on_load: true,
          filter: { include: ['public', 'private', 'mpim'], exclude_bot_users: true },
        },
      },
    ],
  };
}

/** The callback id of the question whether to make a video once more. */
export const MAKE_SAME = 'make_same';

/** Asks, with its price, whether to make a finished video once more. */
export function makeSameView(
  pointers: SharePointers,
  facts: { readonly title: string; readonly credits: number; readonly balance: number | null },
): ModalView {
  return {
    type: 'modal',
    callback_id: MAKE_SAME,
    private_metadata: JSON.stringify(pointers),
    title: words(AGAIN.title),
    submit: words(AGAIN.submit),
    close: words(AGAIN.cancel),
    blocks: [
      {
        type: 'section',
        text: { ...words(plainOr(facts.title, 150, A_VIDEO)), emoji: false },
      },
      {
        type: 'section',
        text: words(sameCost(facts)),
      },
    ],
  };
}

/** From a view's `private_metadata`; null if it is not ours. */
export function sharePointers(text: string): SharePointers | null {
  try {
    return pointersSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** One sentence in a modal, if there is no message to answer. */
export function noticeView(title: string, sentence: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: words(title),
    close: words(CLOSE),
    blocks: [{ type: 'section', text: words(sentence) }],
  };
}

function words(text: string) {
  return { type: 'plain_text', text } as const;
}
