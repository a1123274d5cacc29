import { z } from 'zod';
import { choices } from './choices.ts';
import { richText } from './rich-text.ts';
import { confirm, imageUrl, link, mrkdwn, optionList, overflowOption, plainText } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const action = { action_id: z.string().min(1).max(255).optional() };
const confirmable = { confirm: confirm.optional() };
const dispatchable = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
};
const text = {
  ...action,
  focus_on_load: z.boolean().optional(),
  placeholder: plainText(150).optional(),
  ...dispatchable,
};

/** A button, alone and in cards. */
export const button = z.strictObject({
  type: z.literal('button'),
  ...action,
  ...confirmable,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: link.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  accessibility_label: z.string().max(75).optional(),
});

const slackFile = z
  .strictObject({ id: z.string().optional(), url: z.string().optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), 'id or url, not both');

/** What image blocks and elements share. */
export const imageFields = {
  image_url: imageUrl.optional(),
  slack_file: slackFile.optional(),
  alt_text: z.string().min(1).max(2000),
};
/** An image names exactly one source. */
export const oneSource = (image: { image_url?: unknown; slack_file?: unknown }): boolean =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
export const ONE_SOURCE = 'exactly one of image_url and slack_file is required';

/** An image inside another block. */
export const image = z
  .strictObject({ type: z.literal('image'), ...imageFields })
  .refine(oneSource, ONE_SOURCE);

const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...action,
  ...confirmable,
  options: optionList(overflowOption, 5),
});

const richTextInput = z.strictObject({
  type: z.literal('rich_text_input'),
  ...text,
  initial_value: richText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});

const picks = Object.values(choices);

/** What an `actions` block may hold. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  richTextInput,
  ...picks,
]);

/** What a `section` may show beside its text. */
export const accessory = z.discriminatedUnion('type', [button, image, overflow, ...picks]);

/** What an `input` block may ask for. */
export const inputElement = z.discriminatedUnion('type', [
  richTextInput,
  z
    .strictObject({
      type: z.literal('plain_text_input'),
      ...text,
      initial_value: z.string().max(3000).optional(),
      multiline: z.boolean().optional(),
      min_length: z.int().min(0).max(3000).optional(),
      max_length: z.int().min(1).max(3000).optional(),
    })
    .refine((each) => (each.initial_value?.length ?? 0) <= (each.max_length ?? 3000), {
      error: 'initial_value must not be longer than max_length',
      path: ['initial_value'],
    }),
  z.strictObject({
    type: z.literal('email_text_input'),
    ...text,
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('url_text_input'),
    ...text,
    initial_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('number_input'),
    ...text,
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('file_input'),
    ...action,
    filetypes: z.array(z.string()).optional(),
    max_files: z.int().min(1).max(10).optional(),
  }),
  ...picks,
]);

const feedback = z.strictObject({
  text: plainText(75),
  value: z.string().max(2000),
  accessibility_label: z.string().max(75).optional(),
});

/** What a `context_actions` block may hold. */
export const contextAction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('feedback_buttons'),
    ...action,
    positive_button: feedback,
    negative_button: feedback,
  }),
  z.strictObject({
    type: z.literal('icon_button'),
    ...action,
    ...confirmable,
    icon: z.string(),
    text: plainText(75),
    accessibility_label: z.string().max(75).optional(),
    value: z.string().max(2000).optional(),
    visible_to_user_ids: z.array(z.string().min(1)).optional(),
  }),
]);

/** What a `context` block may hold. */
export const contextElement = z.discriminatedUnion('type', [image, plainText(3000), mrkdwn(3000)]);
