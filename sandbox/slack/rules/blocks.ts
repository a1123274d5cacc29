import { z } from 'zod';
import * as element from './elements.ts';
import { anyText, maybe, plainText, typed, words } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/blocks
const base = maybe({ block_id: words(255) });
const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).min(1).max(max);
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
const richText = typed('rich_text', {
  ...base,
  elements: z.array(
    z.discriminatedUnion('type', [
      typed('rich_text_section', { elements }),
      typed('rich_text_quote', { elements }),
      typed('rich_text_preformatted', { elements }),
    ]),
  ),
});

/** The blocks that the app sends, in messages and views alike. Every other type is refused. */
export const anyBlock = z.discriminatedUnion('type', [
  typed('section', {
    ...base,
    ...maybe({
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: element.accessory,
      expand: yes,
    }),
  }).refine((each) => each.text ?? each.fields, 'text or fields required'),
  typed('actions', { ...base, elements: list(element.actionsElement, 25) }),
  typed('context', { ...base, elements: list(element.contextElement, 10) }),
  typed('divider', base),
  typed('header', { ...base, text: plainText(150) }),
  typed('image', { ...base, ...element.imageFields, ...maybe({ title: plainText(2000) }) }),
  typed('input', {
    ...{ ...base, label: plainText(2000), element: element.inputElement },
    ...maybe({ hint: plainText(2000), optional: yes, dispatch_action: yes }),
  }),
  richText,
]);
