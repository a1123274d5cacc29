import { z } from 'zod';
import * as element from './elements.ts';
import { anyText, optional, plainText, text, withType } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/blocks
const base = optional({ block_id: text(255) });
const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).min(1).max(max);
const yes = z.boolean();

const style = optional({
  style: z.strictObject(optional({ bold: yes, italic: yes, strike: yes, code: yes })),
});
const some = text();
const any = z.string();

const elements = z.array(
  z.discriminatedUnion('type', [
    withType('text', { text: some, ...style }),
    withType('link', { url: some, ...optional({ text: any }), ...style }),
    withType('user', { user_id: some, ...style }),
    withType('channel', { channel_id: some, ...style }),
    withType('date', {
      timestamp: z.int(),
      format: some,
      ...optional({ url: any, fallback: any }),
    }),
  ]),
);

/** A `rich_text` block. https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const richText = withType('rich_text', {
  ...base,
  elements: z.array(
    z.discriminatedUnion('type', [
      withType('rich_text_section', { elements }),
      withType('rich_text_quote', { elements }),
      withType('rich_text_preformatted', { elements }),
    ]),
  ),
});

/** The blocks that the app sends in messages and views. Every other type is rejected. */
export const anyBlock = z.discriminatedUnion('type', [
  withType('section', {
    ...base,
    ...optional({
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: element.accessory,
      expand: yes,
    }),
  }).refine((each) => each.text ?? each.fields, 'text or fields required'),
  withType('actions', { ...base, elements: list(element.actionsElement, 25) }),
  withType('context', { ...base, elements: list(element.contextElement, 10) }),
  withType('divider', base),
  withType('header', { ...base, text: plainText(150) }),
  withType('image', { ...base, ...element.imageFields, ...optional({ title: plainText(2000) }) }),
  withType('input', {
    ...{ ...base, label: plainText(2000), element: element.inputElement },
    ...optional({ hint: plainText(2000), optional: yes, dispatch_action: yes }),
  }),
  richText,
]);
