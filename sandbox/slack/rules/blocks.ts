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
  oneSource,
} from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, imageUrl, link, mrkdwn, plainText } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/blocks
const base = { block_id: z.string().min(1).max(255).optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...base,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(
    (each) => each.text !== undefined || each.fields !== undefined,
    'text or fields required',
  );

const actions = z.strictObject({
  type: z.literal('actions'),
  ...base,
  elements: z.array(actionsElement).min(1).max(25),
});
const context = z.strictObject({
  type: z.literal('context'),
  ...base,
  elements: z.array(contextElement).min(1).max(10),
});
const divider = z.strictObject({ type: z.literal('divider'), ...base });
const header = z.strictObject({ type: z.literal('header'), ...base, text: plainText(150) });
const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    ...base,
    ...imageFields,
    title: plainText(2000).optional(),
  })
  .refine(oneSource, ONE_SOURCE);
const input = z.strictObject({
  type: z.literal('input'),
  ...base,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: inputElement,
});
const https = link.refine((url) => url.startsWith('https:'), 'must be an https url');
const video = z.strictObject({
  type: z.literal('video'),
  ...base,
  video_url: https,
  thumbnail_url: imageUrl,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: https.optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: imageUrl.optional(),
  description: plainText(199).optional(),
});
const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({
  type: z.literal('raw_number'),
  value: z.number(),
  text: z.string().min(1),
});
const cell = z.discriminatedUnion('type', [richText, rawText, rawNumber]);
const table = z.strictObject({
  type: z.literal('table'),
  ...base,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});
const dataTable = z.strictObject({
  type: z.literal('data_table'),
  ...base,
  rows: z.array(z.array(cell).min(1)).min(1),
  caption: z.string().min(1),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).optional(),
});
const card = z
  .strictObject({
    type: z.literal('card'),
    ...base,
    hero_image: image.optional(),
    icon: image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
  })
  .refine(
    (each) => [each.hero_image, each.title, each.actions, each.body].some(Boolean),
    'one of hero_image, title, actions and body required',
  );
const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...base,
  elements: z.array(card).min(1).max(10),
});
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...base,
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal('url'), url: link, text: z.string().min(1) }))
    .optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});
const plan = z.strictObject({
  type: z.literal('plan'),
  ...base,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
});
const alert = z.strictObject({
  type: z.literal('alert'),
  ...base,
  text: anyText(200),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});
const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...base,
  text: z.string().min(1).max(12_000),
});
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...base,
  elements: z.array(contextAction).min(1).max(5),
});

const everywhere = [
  section,
  actions,
  context,
  divider,
  header,
  imageBlock,
  input,
  richText,
  video,
] as const;
const container = z
  .strictObject({
    type: z.literal('container'),
    ...base,
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(z.discriminatedUnion('type', [...everywhere, table]))
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: image.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine(
    (each) => each.title !== undefined || each.rich_text_title !== undefined,
    'title or rich_text_title required',
  );

/** A block of a message. */
export const messageBlock = z.discriminatedUnion('type', [
  ...everywhere,
  card,
  carousel,
  container,
  contextActions,
  dataTable,
  markdown,
  plan,
  table,
  taskCard,
]);

/** A block of a modal. Newer blocks of which nobody documents that modals take them are refused. */
export const modalBlock = z.discriminatedUnion('type', [...everywhere, alert, container]);

/** A block of the Home tab. */
export const homeBlock = z.discriminatedUnion('type', [...everywhere, container]);
