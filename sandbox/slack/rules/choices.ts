import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import {
  boxOption,
  common,
  maybe,
  menuOption,
  optionGroups,
  optionList,
  plainText,
  typed,
  words,
} from './text.ts';

// Every limit: https://docs.slack.dev/reference/block-kit/block-elements
const yes = z.boolean();
const box = { ...common, ...maybe({ focus_on_load: yes }) };
const menu = { ...box, ...maybe({ placeholder: plainText(150) }) };
const menus = { ...menu, ...maybe({ max_selected_items: z.int().min(1) }) };
const lists = maybe({ options: optionList(menuOption, 100), option_groups: optionGroups() });
const external = maybe({ min_query_length: z.int().min(0) });
const id = words();
const ids = z.array(id);
const current = maybe({ default_to_current_conversation: yes });
const filter = maybe({
  filter: z
    .strictObject(
      maybe({
        include: z.array(z.enum(['im', 'mpim', 'private', 'public'])).min(1),
        exclude_external_shared_channels: yes,
        exclude_bot_users: yes,
      }),
    )
    .refine((each) => Object.keys(each).length > 0, 'filter must not be empty'),
});
const date = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'must be a date, YYYY-MM-DD');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, HH:mm');
const seconds = z.int().min(1_000_000_000).max(9_999_999_999);

type Listed = {
  options?: unknown[] | undefined;
  option_groups?: { options: unknown[] }[] | undefined;
  initial_option?: unknown;
  initial_options?: unknown[] | undefined;
};
/** For `refine`: exactly one of the two ways to list options. */
export const ONE_LIST = [
  (each: Listed) => (each.options === undefined) !== (each.option_groups === undefined),
  'exactly one of options and option_groups is required',
] as const;
const offers = (each: Listed, chosen: unknown) =>
  (each.options ?? each.option_groups?.flatMap((group) => group.options) ?? []).some((option) =>
    isDeepStrictEqual(option, chosen),
  );
const initial = (path: string, holds: (each: Listed) => boolean) => {
  const error = 'initial option must exactly match one of the options';
  const rule: [typeof holds, { error: string; path: string[] }] = [holds, { error, path: [path] }];
  return rule;
};
const INITIAL = initial(
  'initial_option',
  (each) => each.initial_option === undefined || offers(each, each.initial_option),
);
const INITIALS = initial(
  'initial_options',
  (each) => each.initial_options?.every((one) => offers(each, one)) ?? true,
);

const one = maybe({ initial_option: menuOption });
const several = maybe({ initial_options: optionList(menuOption, 100) });
const boxes = { ...box, options: optionList(boxOption, 10) };

/** Every element by which a person picks from something. */
export const choices = [
  typed('static_select', { ...menu, ...lists, ...one })
    .refine(...ONE_LIST)
    .refine(...INITIAL),
  typed('multi_static_select', { ...menus, ...lists, ...several })
    .refine(...ONE_LIST)
    .refine(...INITIALS),
  typed('external_select', { ...menu, ...one, ...external }),
  typed('multi_external_select', { ...menus, ...several, ...external }),
  typed('users_select', { ...menu, ...maybe({ initial_user: id }) }),
  typed('multi_users_select', { ...menus, ...maybe({ initial_users: ids }) }),
  typed('channels_select', {
    ...menu,
    ...maybe({ initial_channel: id, response_url_enabled: yes }),
  }),
  typed('multi_channels_select', { ...menus, ...maybe({ initial_channels: ids }) }),
  typed('conversations_select', {
    ...{ ...menu, ...current, ...filter },
    ...maybe({ initial_conversation: id, response_url_enabled: yes }),
  }),
  typed('multi_conversations_select', {
    ...{ ...menus, ...current, ...filter },
    ...maybe({ initial_conversations: ids }),
  }),
  typed('radio_buttons', { ...boxes, ...maybe({ initial_option: boxOption }) }).refine(...INITIAL),
  typed('checkboxes', {
    ...boxes,
    ...maybe({ initial_options: optionList(boxOption, 10) }),
  }).refine(...INITIALS),
  typed('datepicker', { ...menu, ...maybe({ initial_date: date }) }),
  typed('timepicker', { ...menu, ...maybe({ initial_time: time, timezone: z.string() }) }),
  typed('datetimepicker', { ...box, ...maybe({ initial_date_time: seconds }) }),
] as const;
