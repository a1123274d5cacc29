import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { CONVERSATION_KINDS } from '../../domain/conversation.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { plainOr } from '../blocks/escape.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import { A_VIDEO, AGAIN, CLOSE, makeAgainCost, SHARE } from '../copy/view-copy.ts';

/** The callback id of the form that asks where to share. */
export const SHARE_VIDEO = 'share_video';

const pointersSchema = z.object({
  video: z.string().min(1).max(100),
  /** The channel of the button; null for the Home tab. */
  channel: z.string().min(1).max(100).nullable(),
  place: z.enum(CONVERSATION_KINDS),
});
/** The metadata of a small form: only ids, which are looked up again on submission. */
export type SharePointers = z.infer<typeof pointersSchema>;

/** Asks for the channel to share a result in. */
export function shareView(pointers: SharePointers, title: string): ModalView {
  return {
    type: 'modal',
    callback_id: SHARE_VIDEO,
    private_metadata: JSON.stringify(pointers),
    title: plainText(SHARE.title),
    submit: plainText(SHARE.submit),
    close: plainText(SHARE.cancel),
    blocks: [
      {
        type: 'section',
        text: literalText(plainOr(title, 150, A_VIDEO)),
      },
      {
        type: 'input',
        block_id: 'conversation',
        label: plainText(SHARE.where),
        hint: plainText(SHARE.hint),
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

/** The callback id of the form that asks whether to make a video again. */
export const MAKE_AGAIN = 'make_same';

/** Asks whether to make a finished video again, and shows the price. */
export function makeAgainView(
  pointers: SharePointers,
  video: { readonly title: string; readonly credits: number; readonly balance: number | null },
): ModalView {
  return {
    type: 'modal',
    callback_id: MAKE_AGAIN,
    private_metadata: JSON.stringify(pointers),
    title: plainText(AGAIN.title),
    submit: plainText(AGAIN.submit),
    close: plainText(AGAIN.cancel),
    blocks: [
      {
        type: 'section',
        text: literalText(plainOr(video.title, 150, A_VIDEO)),
      },
      {
        type: 'section',
        text: plainText(makeAgainCost(video)),
      },
    ],
  };
}

/** Reads a view's `private_metadata`; null if it is malformed. */
export function sharePointers(text: string): SharePointers | null {
  return pointersSchema.safeParse(parseJson(text)).data ?? null;
}

/** One sentence in a modal, if there is no message to answer. */
export function noticeView(title: string, sentence: string): ModalView {
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plainText(title),
    close: plainText(CLOSE),
    blocks: [{ type: 'section', text: plainText(sentence) }],
  };
}
