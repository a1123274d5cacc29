import { z } from 'zod';
import { maybe, typed, words } from './text.ts';

const yes = z.boolean();
const style = maybe({
  style: z.strictObject({
    ...maybe({ bold: yes, italic: yes, strike: yes, code: yes, underline: yes }),
    ...maybe({ highlight: yes, client_highlight: yes, unlink: yes }),
  }),
});
const some = words();
const any = z.string();

const elements = z.array(
  z.discriminatedUnion('type', [
    typed('text', { text: some, ...style }),
    typed('link', { url: some, ...maybe({ text: any, unsafe: yes }), ...style }),
    typed('user', { user_id: some, ...style }),
    typed('channel', { channel_id: some, ...style }),
    typed('usergroup', { usergroup_id: some, ...style }),
    typed('team', { team_id: some, ...style }),
    typed('emoji', {
      ...{ name: some, ...style },
      ...maybe({ unicode: any, url: any, skin_tone: z.number() }),
    }),
    typed('broadcast', { range: z.enum(['here', 'channel', 'everyone']) }),
    typed('color', { value: some, ...style }),
    typed('date', {
      ...{ timestamp: z.int(), format: some, ...style },
      ...maybe({ url: any, fallback: any }),
    }),
  ]),
);
const border = maybe({ border: z.int().min(0).max(1) });
const section = typed('rich_text_section', { elements });

/** A `rich_text` block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText = typed('rich_text', {
  ...maybe({ block_id: z.string().max(255) }),
  elements: z.array(
    z.discriminatedUnion('type', [
      section,
      typed('rich_text_list', {
        ...{ style: z.enum(['bullet', 'ordered']), elements: z.array(section), ...border },
        ...maybe({ indent: z.int().min(0).max(8), offset: z.int().min(0) }),
      }),
      typed('rich_text_quote', { elements, ...border }),
      typed('rich_text_preformatted', { elements, ...border, ...maybe({ language: any }) }),
    ]),
  ),
});
