import { z } from 'zod';
import { blocksToText } from './blocks-to-text.ts';
import { mrkdwnToText } from './mrkdwn-to-text.ts';
import { containsText, moreComplete } from './text-overlap.ts';

const text = z.string().nullish().catch(null);
const attachmentSchema = z.object({
  pretext: text,
  title: text,
  text,
  fallback: text,
  from_url: text,
  original_url: text,
  is_msg_unfurl: z.boolean().nullish().catch(null),
  is_share: z.boolean().nullish().catch(null),
  blocks: z.unknown().optional(),
  message_blocks: z
    .array(z.object({ message: z.object({ blocks: z.unknown().optional() }) }))
    .nullish()
    .catch(null),
  fields: z
    .array(z.object({ title: text, value: text }))
    .nullish()
    .catch(null),
});

/**
 * The text of an attachment, with mentions marked: a forwarded message, or a program's attachment.
 * Uses `fallback` if it is more complete.
 * https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
 */
export function attachmentToText(attachment: unknown): string {
  const data = attachmentSchema.safeParse(attachment).data;
  if (!data) return '';
  const mrkdwn = data.text ?? '';
  const forwarded = (data.message_blocks ?? []).map(({ message }) =>
    blocksToText(message.blocks, mrkdwn),
  );
  const blocks = [...forwarded, blocksToText(data.blocks, mrkdwn)].filter(Boolean).join('\n');
  const body = moreComplete(blocks, mrkdwnToText(mrkdwn));
  const fields = (data.fields ?? []).map(({ title, value }) =>
    [title, value].filter(Boolean).join(': '),
  );
  const headings = [data.pretext, data.title].map((each) => mrkdwnToText(each ?? ''));
  const parts = [...headings, body, ...fields.map(mrkdwnToText)];
  const combined = parts
    .filter((part) => part.trim() !== '')
    .filter(
      (part, index, all) =>
        !all.some(
          (other, otherIndex) =>
            otherIndex !== index && isRepeatedIn(other, part, otherIndex < index),
        ),
    )
    .join('\n');
  const isEmpty = body.trim() === '' && fields.length === 0;
  return isEmpty ? moreComplete(combined, mrkdwnToText(data.fallback ?? '')) : combined;
}

/** Whether an attachment is Slack's preview of a link, not a forwarded message. */
export function isLinkPreview(attachment: unknown): boolean {
  const data = attachmentSchema.safeParse(attachment).data;
  if (!data || data.is_msg_unfurl || data.is_share || data.message_blocks) return false;
  return Boolean(data.from_url ?? data.original_url);
}

/** Whether another part contains this part. Of two equal parts, the first stays. */
function isRepeatedIn(other: string, part: string, isBefore: boolean): boolean {
  return containsText(other, part) && (isBefore || !containsText(part, other));
}
