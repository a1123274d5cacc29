import { z } from 'zod';
import { hasSpeech } from '../../domain/script/speech.ts';
import { attachmentToText, isLinkPreview } from './attachment-to-text.ts';
import { blocksToText } from './blocks-to-text.ts';
import { REMOVED, resolveMentions } from './mention-marks.ts';
import { mrkdwnToText } from './mrkdwn-to-text.ts';
import { containsText, moreComplete } from './text-overlap.ts';

/** The readable content of a message. */
export interface MessageText {
  /** With mentions marked. `resolveMentions` turns it into a script. */
  readonly text: string;
  /** What a message without text contains. */
  readonly otherContent: 'emoji' | 'images' | 'files' | 'nothing';
  /** Link previews are skipped, because the author did not write them. */
  readonly hasSkippedPreviews: boolean;
}

const list = z.array(z.unknown()).nullish().catch(null);
const messageSchema = z.object({
  text: z.string().nullish().catch(null),
  blocks: list,
  attachments: list,
  files: list,
});
const optionalText = z.string().nullish().catch(null);
const partSchema = z.object({
  mimetype: optionalText,
  type: optionalText,
  image_url: optionalText,
  files: list,
});

/**
 * Reads the text of a message: its blocks or its `text`, whichever is more complete, and its
 * attachments, such as forwarded messages. Never throws.
 */
export function readMessageText(message: unknown): MessageText {
  const parsed = messageSchema.safeParse(message).data;
  const body = parsed?.text ?? '';
  const ownText = moreComplete(blocksToText(parsed?.blocks, body), mrkdwnToText(body));
  const all = parsed?.attachments ?? [];
  const isEmpty = !hasSpeech(resolveMentions(ownText));
  const included = all.filter((each) => isEmpty || !isLinkPreview(each));
  const fullText = included.map(attachmentToText).reduce(appendText, ownText);
  return {
    text: fullText,
    otherContent: otherContentOf(
      [...(parsed?.files ?? []), ...(parsed?.blocks ?? []), ...all],
      fullText,
    ),
    hasSkippedPreviews: included.length < all.length,
  };
}

/** Joins two texts, unless one contains the other. */
function appendText(before: string, next: string): string {
  if (before.trim() === '' || containsText(next, before)) return next;
  return next.trim() === '' || containsText(before, next) ? before : `${before}\n${next}`;
}

/** `parts`: files, blocks and attachments. */
function otherContentOf(parts: readonly unknown[], fullText: string): MessageText['otherContent'] {
  const kinds = parts.map((part) => {
    const { mimetype, type, image_url, files } = partSchema.safeParse(part).data ?? {};
    if (mimetype?.startsWith('image/') || type === 'image' || image_url) return 'images';
    return mimetype || type === 'video' || type === 'file' || files ? 'files' : null;
  });
  if (kinds.includes('files')) return 'files';
  if (kinds.includes('images')) return 'images';
  return fullText.includes(REMOVED) || /\p{Extended_Pictographic}/u.test(fullText)
    ? 'emoji'
    : 'nothing';
}
