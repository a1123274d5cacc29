import { z } from 'zod';
import { choices } from './choices.ts';
import { richText } from './rich-text.ts';
import {
  common,
  imageUrl,
  link,
  maybe,
  mrkdwn,
  optionList,
  overflowOption,
  plainText,
  typed,
  words,
} from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const { action_id } = common;
const label = z.string().max(75);
const value = z.string().max(2000);
const text = {
  action_id,
  ...maybe({
    focus_on_load: z.boolean(),
    placeholder: plainText(150),
    dispatch_action_config: z.strictObject(
      maybe({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
      }),
    ),
  }),
};
const initial = maybe({ initial_value: z.string() });

/** A button, alone and in cards. */
export const button = typed('button', {
  ...{ ...common, text: plainText(75) },
  ...maybe({ value, url: link, style: z.enum(['primary', 'danger']), accessibility_label: label }),
});

const slackFile = z
  .strictObject(maybe({ id: z.string(), url: z.string() }))
  .refine((file) => (file.id === undefined) !== (file.url === undefined), 'id or url, not both');
/** What image blocks and elements share. */
export const imageFields = {
  ...maybe({ image_url: imageUrl, slack_file: slackFile }),
  alt_text: words(2000),
};
/** For `refine`: an image names exactly one source. */
export const ONE_SOURCE = [
  (image: { image_url?: unknown; slack_file?: unknown }) =>
    (image.image_url === undefined) !== (image.slack_file === undefined),
  'exactly one of image_url and slack_file is required',
] as const;
/** An image inside another block. */
export const image = typed('image', imageFields).refine(...ONE_SOURCE);

const overflow = typed('overflow', { ...common, options: optionList(overflowOption, 5) });
const lines = z.int().min(1).max(100);
const richTextInput = typed('rich_text_input', {
  ...text,
  ...maybe({ initial_value: richText, min_lines: lines, max_lines: lines }),
});

/** What an `actions` block may hold. */
export const actionsElement = z.discriminatedUnion('type', [
  button,
  overflow,
  richTextInput,
  ...choices,
]);
/** What a `section` may show beside its text. */
export const accessory = z.discriminatedUnion('type', [button, image, overflow, ...choices]);
/** What an `input` block may ask for. */
export const inputElement = z.discriminatedUnion('type', [
  richTextInput,
  typed('plain_text_input', {
    ...text,
    ...maybe({ initial_value: z.string().max(3000), multiline: z.boolean() }),
    ...maybe({ min_length: z.int().min(0).max(3000), max_length: z.int().min(1).max(3000) }),
  }).refine((each) => (each.initial_value?.length ?? 0) <= (each.max_length ?? 3000), {
    error: 'initial_value must not be longer than max_length',
    path: ['initial_value'],
  }),
  typed('email_text_input', { ...text, ...initial }),
  typed('url_text_input', { ...text, ...initial }),
  typed('number_input', {
    ...{ ...text, ...initial, is_decimal_allowed: z.boolean() },
    ...maybe({ min_value: z.string(), max_value: z.string() }),
  }),
  typed('file_input', {
    action_id,
    ...maybe({ filetypes: z.array(z.string()), max_files: z.int().min(1).max(10) }),
  }),
  ...choices,
]);

const feedback = z.strictObject({
  ...{ text: plainText(75), value },
  ...maybe({ accessibility_label: label }),
});
/** What a `context_actions` block may hold. */
export const contextAction = z.discriminatedUnion('type', [
  typed('feedback_buttons', { action_id, positive_button: feedback, negative_button: feedback }),
  typed('icon_button', {
    ...{ ...common, icon: z.string(), text: plainText(75) },
    ...maybe({ accessibility_label: label, value, visible_to_user_ids: z.array(words()) }),
  }),
]);
/** What a `context` block may hold. */
export const contextElement = z.discriminatedUnion('type', [image, plainText(3000), mrkdwn(3000)]);
