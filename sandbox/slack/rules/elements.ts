import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import * as part from './text.ts';
import { menuOption, optional, plainText, withType } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const { action_id } = part.common;
const yes = z.boolean();
const box = { ...part.common, ...optional({ focus_on_load: yes }) };
const menu = { ...box, ...optional({ placeholder: plainText(150) }) };
const lists = optional({
  options: part.optionList(menuOption, 100),
  option_groups: part.optionGroups(),
});
const external = optional({ min_query_length: z.int().min(0) });
const kinds = z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1);
const conversations = z
  .strictObject(optional({ include: kinds, exclude_bot_users: yes }))
  .refine((each) => Object.keys(each).length > 0, 'filter must not be empty');

type WithOptions = {
  options?: unknown[] | undefined;
  option_groups?: { options: unknown[] }[] | undefined;
  initial_option?: unknown;
  initial_options?: unknown[] | undefined;
};
export const ONE_LIST = [
  (each: WithOptions) => (each.options === undefined) !== (each.option_groups === undefined),
  'exactly one of options and option_groups is required',
] as const;
const hasOption = (each: WithOptions, chosen: unknown) =>
  (each.options ?? each.option_groups?.flatMap((group) => group.options) ?? []).some((option) =>
    isDeepStrictEqual(option, chosen),
  );
const initialIsOption = (path: 'initial_option' | 'initial_options') => {
  const error = 'initial option must exactly match one of the options';
  const check = (each: WithOptions) =>
    [each[path] ?? []].flat().every((chosen: unknown) => hasOption(each, chosen));
  const rule: [typeof check, { error: string; path: string[] }] = [check, { error, path: [path] }];
  return rule;
};
const INITIAL = initialIsOption('initial_option');
const INITIALS = initialIsOption('initial_options');

const one = optional({ initial_option: menuOption });
const initialOptions = optional({ initial_options: part.optionList(menuOption, 100) });
const boxes = { ...box, options: part.optionList(part.boxOption, 10) };

const choices = [
  withType('static_select', { ...menu, ...lists, ...one })
    .refine(...ONE_LIST)
    .refine(...INITIAL),
  withType('multi_static_select', { ...menu, ...lists, ...initialOptions })
    .refine(...ONE_LIST)
    .refine(...INITIALS),
  withType('external_select', { ...menu, ...one, ...external }),
  withType('conversations_select', {
    ...menu,
    ...optional({ default_to_current_conversation: yes, filter: conversations }),
  }),
  withType('radio_buttons', {
    ...boxes,
    ...optional({ initial_option: part.boxOption }),
  }).refine(...INITIAL),
  withType('checkboxes', {
    ...boxes,
    ...optional({ initial_options: part.optionList(part.boxOption, 10) }),
  }).refine(...INITIALS),
] as const;

const button = withType('button', {
  ...{ ...part.common, text: plainText(75) },
  ...optional({ value: z.string().max(2000), url: part.link, style: part.style }),
});

export const imageFields = { image_url: part.imageUrl, alt_text: part.text(2000) };
const image = withType('image', imageFields);

const text = {
  action_id,
  ...optional({
    ...{ focus_on_load: yes, placeholder: plainText(150) },
    dispatch_action_config: z.strictObject(
      optional({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
      }),
    ),
  }),
};

export const actionsElement = z.discriminatedUnion('type', [button, ...choices]);
export const accessory = z.discriminatedUnion('type', [button, image, ...choices]);
export const inputElement = z.discriminatedUnion('type', [
  withType('plain_text_input', {
    ...text,
    ...optional({ initial_value: z.string().max(3000), multiline: yes }),
    ...optional({ min_length: z.int().min(0).max(3000), max_length: z.int().min(1).max(3000) }),
  }).refine((each) => (each.initial_value?.length ?? 0) <= (each.max_length ?? 3000), {
    ...{ error: 'initial_value must not be longer than max_length', path: ['initial_value'] },
  }),
  withType('url_text_input', { ...text, ...optional({ initial_value: z.string() }) }),
  withType('file_input', {
    action_id,
    ...optional({ filetypes: z.array(z.string()), max_files: z.int().min(1).max(10) }),
  }),
  ...choices,
]);
export const contextElement = z.discriminatedUnion('type', [
  image,
  plainText(3000),
  part.mrkdwn(3000),
]);
