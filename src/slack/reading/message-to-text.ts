import { z } from 'zod';
import { hasSpeech } from '../../domain/script/speech.ts';
import { attachmentWords, isLinkPreview } from './attachment-to-text.ts';
import { blockWords } from './blocks-to-text.ts';
import { GONE, namedWords } from './mention-marks.ts';
import { mrkdwnWords } from './mrkdwn-to-text.ts';
import { fullerOf, holds } from './text-overlap.ts';

/** What a message says. */
export interface MessageWords {
  /** With mentions marked: `namedWords` makes a script of it. */
  readonly words: string;
  /** What there is beside words, for a message that has none. */
  readonly beside: 'emoji' | 'images' | 'files' | 'nothing';
  /** The previews of links are no words of the one who wrote. */
  readonly previewsLeftOut: boolean;
}

const list = z.array(z.unknown()).nullish().catch(null);
const messageSchema = z.object({
  text: z.string().nullish().catch(null),
  blocks: list,
  attachments: list,
  files: list,
});
const word = z.string().nullish().catch(null);
const partSchema = z.object({ mimetype: word, type: word, image_url: word, files: list });

/**
 * All the words of a message: its blocks, else its `text` (the fuller one where one holds the
 * other), and its attachments: forwarded messages, what a program attached. Never throws.
 */
export function messageWords(message: unknown): MessageWords {
  const read = messageSchema.safeParse(message).data;
  const text = read?.text ?? '';
  const own = fullerOf(blockWords(read?.blocks, text), mrkdwnWords(text));
  const all = read?.attachments ?? [];
  const isEmpty = !hasSpeech(namedWords(own));
  const taken = all.filter((each) => isEmpty || !isLinkPreview(each));
  const words = taken.map(attachmentWords).reduce(joined, own);
  return {
    words,
    beside: besideOf([...(read?.files ?? []), ...(read?.blocks ?? []), ...all], words),
    previewsLeftOut: taken.length < all.length,
  };
}

/** Two parts of a message: what one of them says is not said again. */
function joined(before: string, next: string): string {
  if (before.trim() === '' || holds(next, before)) return next;
  return next.trim() === '' || holds(before, next) ? before : `${before}\n${next}`;
}

/** `parts`: files, blocks and attachments. */
function besideOf(parts: readonly unknown[], words: string): MessageWords['beside'] {
  const kinds = parts.map((part) => {
    const { mimetype, type, image_url, files } = partSchema.safeParse(part).data ?? {};
    if (mimetype?.startsWith('image/') || type === 'image' || image_url) return 'images';
    return mimetype || type === 'video' || type === 'file' || files ? 'files' : null;
  });
  if (kinds.includes('files')) return 'files';
  if (kinds.includes('images')) return 'images';
  return words.includes(GONE) || /\p{Extended_Pictographic}/u.test(words) ? 'emoji' : 'nothing';
}
