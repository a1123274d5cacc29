import { z } from 'zod';
import { blockWords } from './blocks-to-text.ts';
import { mrkdwnWords } from './mrkdwn-to-text.ts';
import { fullerOf, holds } from './text-overlap.ts';

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
 * What an attachment says, with mentions marked: a forwarded message, or what a program attached.
 * Its `fallback` counts where it says more than the rest.
 * https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
 */
export function attachmentWords(attachment: unknown): string {
  const read = attachmentSchema.safeParse(attachment).data;
  if (!read) return '';
  const raw = read.text ?? '';
  const forwarded = (read.message_blocks ?? []).map(({ message }) =>
    blockWords(message.blocks, raw),
  );
  const blocks = [...forwarded, blockWords(read.blocks, raw)].filter(Boolean).join('\n');
  const body = fullerOf(blocks, mrkdwnWords(raw));
  const fields = (read.fields ?? []).map(({ title, value }) =>
    [title, value].filter(Boolean).join(': '),
  );
  const around = [read.pretext, read.title].map((each) => mrkdwnWords(each ?? ''));
  const parts = [...around, body, ...fields.map(mrkdwnWords)];
  const words = parts
    .filter((part) => part.trim() !== '')
    .filter((part, at, all) => !all.some((other, i) => i !== at && repeats(other, part, i < at)))
    .join('\n');
  const isEmpty = body.trim() === '' && fields.length === 0;
  return isEmpty ? fullerOf(words, mrkdwnWords(read.fallback ?? '')) : words;
}

/** The preview that Slack makes of a link, unlike a message that somebody forwarded. */
export function isLinkPreview(attachment: unknown): boolean {
  const read = attachmentSchema.safeParse(attachment).data;
  if (!read || read.is_msg_unfurl || read.is_share || read.message_blocks) return false;
  return Boolean(read.from_url ?? read.original_url);
}

/** Whether a part is said by another one already; of two alike the first stays. */
function repeats(other: string, part: string, isBefore: boolean): boolean {
  return holds(other, part) && (isBefore || !holds(part, other));
}
