import { z } from 'zod';
import {
  accessory,
  actionsElement,
  button,
  contextAction,
  contextElement,
  image,
  imageFields,
  inputElement,
  ONE_SOURCE,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, imageUrl, link, maybe, mrkdwn, plainText, typed, words } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/blocks
const base = maybe({ block_id: words(255) });
const list = <Item extends z.ZodType>(item: Item, max: number) => z.array(item).min(1).max(max);
const yes = z.boolean();
const https = link.refine((url) => url.startsWith('https:'), 'must be an https url');
const cell = z.discriminatedUnion('type', [
  richText,
  typed('raw_text', { text: words() }),
  typed('raw_number', { value: z.number(), text: words() }),
]);
const column = z.strictObject(
  maybe({ align: z.enum(['left', 'center', 'right']), is_wrapped: yes }),
);

const everywhere = [
  typed('section', {
    ...base,
    ...maybe({ text: anyText(3000), fields: list(anyText(2000), 10), accessory, expand: yes }),
  }).refine(
    (each) => each.text !== undefined || each.fields !== undefined,
    'text or fields required',
  ),
  typed('actions', { ...base, elements: list(actionsElement, 25) }),
  typed('context', { ...base, elements: list(contextElement, 10) }),
  typed('divider', base),
  typed('header', { ...base, text: plainText(150) }),
  typed('image', { ...base, ...imageFields, ...maybe({ title: plainText(2000) }) }).refine(
    ...ONE_SOURCE,
  ),
  typed('input', {
    ...{ ...base, label: plainText(2000), element: inputElement },
    ...maybe({ hint: plainText(2000), optional: yes, dispatch_action: yes }),
  }),
  richText,
  typed('video', {
    ...{ ...base, video_url: https, thumbnail_url: imageUrl },
    ...{ alt_text: words(), title: plainText(199) },
    ...maybe({ title_url: https, author_name: z.string().max(49), provider_name: z.string() }),
    ...maybe({ provider_icon_url: imageUrl, description: plainText(199) }),
  }),
] as const;

const table = typed('table', {
  ...{ ...base, rows: list(list(cell, 20), 100) },
  ...maybe({ column_settings: z.array(column).max(20) }),
});
const card = typed('card', {
  ...{ ...base, ...maybe({ hero_image: image, icon: image, actions: list(button, 3) }) },
  ...maybe({ title: mrkdwn(150), subtitle: mrkdwn(150), body: mrkdwn(200) }),
}).refine(
  (each) => [each.hero_image, each.title, each.actions, each.body].some(Boolean),
  'one of hero_image, title, actions and body required',
);
const source = typed('url', { url: link, text: words() });
const taskCard = typed('task_card', {
  ...{ ...base, task_id: words(), title: words() },
  ...maybe({ details: richText, output: richText, sources: z.array(source) }),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});
const container = typed('container', {
  ...{ ...base, child_blocks: list(z.discriminatedUnion('type', [...everywhere, table]), 10) },
  ...maybe({ title: plainText(150), rich_text_title: richText, subtitle: anyText(150) }),
  ...maybe({ width: z.enum(['narrow', 'standard', 'wide', 'full']), icon: image }),
  ...maybe({ is_collapsible: yes, default_collapsed: yes, has_header_divider: yes }),
}).refine(
  (each) => each.title !== undefined || each.rich_text_title !== undefined,
  'title or rich_text_title required',
);

/** A block of a message. */
export const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  card,
  container,
  table,
  taskCard,
  typed('carousel', { ...base, elements: list(card, 10) }),
  typed('context_actions', { ...base, elements: list(contextAction, 5) }),
  typed('data_table', {
    ...{ ...base, rows: z.array(z.array(cell).min(1)).min(1), caption: words() },
    ...maybe({ page_size: z.int().min(1).max(100), row_header_column_index: z.int().min(0) }),
  }),
  typed('markdown', { ...base, text: words(12_000) }),
  typed('plan', { ...base, title: words(), ...maybe({ tasks: z.array(taskCard) }) }),
]);
const level = z.enum(['default', 'info', 'warning', 'error', 'success']);
const alert = typed('alert', { ...base, text: anyText(200), ...maybe({ level }) });
/** A block of a modal. Newer blocks of which nobody documents that modals take them are refused. */
export const modalBlock = z.discriminatedUnion('type', [...everywhere, alert, container]);
/** A block of the Home tab. */
export const homeBlock = z.discriminatedUnion('type', [...everywhere, container]);
