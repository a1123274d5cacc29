import { z } from 'zod';
import { maybe, typed, words } from './text.ts';

const yes = z.boolean();
const style = maybe({
  style: z.strictObject(maybe({ bold: yes, italic: yes, strike: yes, code: yes })),
});
const some = words();
const any = z.string();

const elements = z.array(
  z.discriminatedUnion('type', [
    typed('text', { text: some, ...style }),
    typed('link', { url: some, ...maybe({ text: any }), ...style }),
    typed('user', { user_id: some, ...style }),
    typed('channel', { channel_id: some, ...style }),
    typed('date', { timestamp: z.int(), format: some, ...maybe({ url: any, fallback: any }) }),
  ]),
);

/** A `rich_text` block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText = typed('rich_text', {
  ...maybe({ block_id: z.string().max(255) }),
  elements: z.array(
    z.discriminatedUnion('type', [
      typed('rich_text_section', { elements }),
      typed('rich_text_quote', { elements }),
      typed('rich_text_preformatted', { elements }),
    ]),
  ),
});
