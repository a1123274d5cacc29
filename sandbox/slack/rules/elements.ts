import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import * as part from './text.ts';
import { maybe, menuOption, plainText, typed } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const { action_id } = part.common;
const yes = z.boolean();
const box = { ...part.common, ...maybe({ focus_on_load: yes }) };
const menu = { ...box, ...maybe({ placeholder: plainText(150) }) };
const lists = maybe({
  options: part.optionList(menuOption, 100),
  option_groups: part.optionGroups(),
});
const external = maybe({ min_query_length: z.int().min(0) });
const kinds = z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1);
const conversations = z
  .strictObject(maybe({ include: kinds, exclude_bot_users: yes }))
  .refine((each) => Object.keys(each).length > 0, 'filter must not be empty');

type Listed = {
  options?: unknown[] | undefined;
  option_groups?: { options: unknown[] }[] | undefined;
  initial_option?: unknown;
  initial_options?: unknown[] | undefined;
};
export const ONE_LIST = [
  (each: Listed) => (each.options === undefined) !== (each.option_groups === undefined),
  'exactly one of options and option_groups is required',
] as const;
const offers = (each: Listed, chosen: unknown) =>
  (each.options ?? each.option_groups?.flatMap((group) => group.options) ?? []).some((option) =>
    isDeepStrictEqual(option, chosen),
  );
const offered = (path: 'initial_option' | 'initial_options') => {
  const error = 'initial option must exactly match one of the options';
  const holds = (each: Listed) =>
    [each[path] ?? []].flat().every((chosen: unknown) => offers(each, chosen));
  const rule: [typeof holds, { error: string; path: string[] }] = [holds, { error, path: [path] }];
  return rule;
};
const INITIAL = offered('initial_option');
const INITIALS = offered('initial_options');

const one = maybe({ initial_option: menuOption });
const several = maybe({ initial_options: part.optionList(menuOption, 100) });
const boxes = { ...box, options: part.optionList(part.boxOption, 10) };

const choices = [
  typed('static_select', { ...menu, ...lists, ...one })
    .refine(...ONE_LIST)
    .refine(...INITIAL),
  typed('multi_static_select', { ...menu, ...lists, ...several })
    .refine(...ONE_LIST)
    .refine(...INITIALS),
  typed('external_select', { ...menu, ...one, ...external }),
  typed('conversations_select', {
    ...menu,
    ...maybe({ default_to_current_conversation: yes, filter: conversations }),
  }),
  typed('radio_buttons', { ...boxes, ...maybe({ initial_option: part.boxOption }) }).refine(
    ...INITIAL,
  ),
  typed('checkboxes', {
    ...boxes,
    ...maybe({ initial_options: part.optionList(part.boxOption, 10) }),
  }).refine(...INITIALS),
] as const;

const button = typed('button', {
  ...{ ...part.common, text: plainText(75) },
  ...maybe({ value: z.string().max(2000), url: part.link, style: part.style }),
});

export const imageFields = { image_url: part.imageUrl, alt_text: part.words(2000) };
const image = typed('image', imageFields);

const text = {
  action_id,
  ...maybe({
    ...{ focus_on_load: yes, placeholder: plainText(150) },
    dispatch_action_config: z.strictObject(
      maybe({
        trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
      }),
    ),
  }),
};

export const actionsElement = z.discriminatedUnion('type', [button, ...choices]);
export const accessory = z.discriminatedUnion('type', [button, image, ...choices]);
export const inputElement = z.discriminatedUnion('type', [
  typed('plain_text_input', {
    ...text,
    ...maybe({ initial_value: z.string().max(3000), multiline: yes }),
    ...maybe({ min_length: z.int().min(0).max(3000), max_length: z.int().min(1).max(3000) }),
  }).refine((each) => (each.initial_value?.length ?? 0) <= (each.max_length ?? 3000), {
    ...{ error: 'initial_value must not be longer than max_length', path: ['initial_value'] },
  }),
  typed('url_text_input', { ...text, ...maybe({ initial_value: z.string() }) }),
  typed('file_input', {
    action_id,
    ...maybe({ filetypes: z.array(z.string()), max_files: z.int().min(1).max(10) }),
  }),
  ...choices,
]);
export const contextElement = z.discriminatedUnion('type', [
  image,
  plainText(3000),
  part.mrkdwn(3000),
]);
