import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { boxOption, confirm, menuOption, optionGroups, optionList, plainText } from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const action = { action_id: z.string().min(1).max(255).optional() };
const confirmable = { confirm: confirm.optional() };
const focusable = { focus_on_load: z.boolean().optional() };
const placeholder = { placeholder: plainText(150).optional() };
const menu = { ...action, ...confirmable, ...focusable, ...placeholder };
const several = { max_selected_items: z.int().min(1).optional() };
const ids = z.array(z.string().min(1));
const id = z.string().min(1);
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((each) => Object.keys(each).length > 0, 'filter must not be empty')
  .optional();

type Listed = {
  options?: unknown[] | undefined;
  option_groups?: { options: unknown[] }[] | undefined;
};
const oneList = (each: Listed) =>
  (each.options === undefined) !== (each.option_groups === undefined);
const ONE_LIST = 'exactly one of options and option_groups is required';
const offers = (each: Listed, chosen: unknown) =>
  (each.options ?? each.option_groups?.flatMap((group) => group.options) ?? []).some((option) =>
    isDeepStrictEqual(option, chosen),
  );
const INITIAL = 'initial option must exactly match one of the options';

const menuLists = {
  options: optionList(menuOption, 100).optional(),
  option_groups: optionGroups().optional(),
};
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a date, YYYY-MM-DD');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:mm');

/** Every element by which a person picks from something. */
export const choices = {
  static_select: z
    .strictObject({
      type: z.literal('static_select'),
      ...menu,
      ...menuLists,
      initial_option: menuOption.optional(),
    })
    .refine(oneList, ONE_LIST)
    .refine((each) => each.initial_option === undefined || offers(each, each.initial_option), {
      error: INITIAL,
      path: ['initial_option'],
    }),
  multi_static_select: z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...menu,
      ...several,
      ...menuLists,
      initial_options: optionList(menuOption, 100).optional(),
    })
    .refine(oneList, ONE_LIST)
    .refine((each) => each.initial_options?.every((one) => offers(each, one)) ?? true, {
      error: INITIAL,
      path: ['initial_options'],
    }),
  external_select: z.strictObject({
    type: z.literal('external_select'),
    ...menu,
    initial_option: menuOption.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  multi_external_select: z.strictObject({
    type: z.literal('multi_external_select'),
    ...menu,
    ...several,
    initial_options: optionList(menuOption, 100).optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  users_select: z.strictObject({
    type: z.literal('users_select'),
    ...menu,
    initial_user: id.optional(),
  }),
  multi_users_select: z.strictObject({
    type: z.literal('multi_users_select'),
    ...menu,
    ...several,
    initial_users: ids.optional(),
  }),
  channels_select: z.strictObject({
    type: z.literal('channels_select'),
    ...menu,
    initial_channel: id.optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  multi_channels_select: z.strictObject({
    type: z.literal('multi_channels_select'),
    ...menu,
    ...several,
    initial_channels: ids.optional(),
  }),
  conversations_select: z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    initial_conversation: id.optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter,
  }),
  multi_conversations_select: z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...menu,
    ...several,
    initial_conversations: ids.optional(),
    default_to_current_conversation: z.boolean().optional(),
    filter,
  }),
  radio_buttons: z
    .strictObject({
      type: z.literal('radio_buttons'),
      ...action,
      ...confirmable,
      ...focusable,
      options: optionList(boxOption, 10),
      initial_option: boxOption.optional(),
    })
    .refine((each) => each.initial_option === undefined || offers(each, each.initial_option), {
      error: INITIAL,
      path: ['initial_option'],
    }),
  checkboxes: z
    .strictObject({
      type: z.literal('checkboxes'),
      ...action,
      ...confirmable,
      ...focusable,
      options: optionList(boxOption, 10),
      initial_options: optionList(boxOption, 10).optional(),
    })
    .refine((each) => each.initial_options?.every((one) => offers(each, one)) ?? true, {
      error: INITIAL,
      path: ['initial_options'],
    }),
  datepicker: z.strictObject({
    type: z.literal('datepicker'),
    ...menu,
    initial_date: date.optional(),
  }),
  timepicker: z.strictObject({
    type: z.literal('timepicker'),
    ...menu,
    initial_time: time.optional(),
    timezone: z.string().optional(),
  }),
  datetimepicker: z.strictObject({
    type: z.literal('datetimepicker'),
    ...action,
    ...confirmable,
    ...focusable,
    initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
};
