import type { InputBlock, PlainTextOption } from '@slack/types';
import { SHAPES, type Shape } from '../../domain/catalogue.ts';
import type { Picked } from '../../domain/choices.ts';
import { head } from '../../lib/text.ts';
import { isBlank, plainOr } from '../blocks/escape.ts';
import { LIMITS } from '../blocks/limits.ts';
import { literalText, plainText } from '../blocks/plain-text.ts';
import {
  CAPTIONS,
  CHANNEL,
  FILTERS,
  PICKERS,
  SCRIPT,
  SHAPE,
  scriptPart,
  VIDEO_TITLE,
} from '../copy/form-copy.ts';
import { shapeLabel } from '../copy/video-format.ts';
import { fieldText, SCRIPT_FIELDS } from './script-fields.ts';

/** The fields of the script, one per piece. */
export function scriptInputs(
  pieces: readonly string[],
  options: {
    readonly fields: number;
    readonly optional: boolean;
    readonly focus: boolean;
  },
): InputBlock[] {
  return SCRIPT_FIELDS.slice(0, options.fields).map((id, index) => {
    const value = fieldText(pieces[index] ?? '');
    const isFirst = index === 0;
    return {
      type: 'input',
      block_id: id,
      label: plainText(isFirst ? SCRIPT.label : scriptPart(index + 1)),
      ...(isFirst ? { hint: plainText(SCRIPT.hint) } : {}),
      ...(isFirst && !options.optional ? {} : { optional: true }),
      dispatch_action: true,
      element: {
        type: 'plain_text_input',
        action_id: id,
        multiline: true,
        max_length: LIMITS.input,
        placeholder: plainText(isFirst ? SCRIPT.placeholder : SCRIPT.continuation),
        ...(isFirst && options.focus ? { focus_on_load: true } : {}),
        dispatch_action_config: DISPATCH_AS_TYPED,
        ...(isBlank(value) ? {} : { initial_value: value }),
      },
    };
  });
}

/** Slack reports each key press: the price follows the script, and drafts can be saved. */
const DISPATCH_AS_TYPED = { trigger_actions_on: ['on_character_entered' as const] };

/** A picker whose options are searched while the person types. */
export function picker(
  id: 'avatar' | 'voice',
  picked: Picked | null,
  options: { readonly focus?: boolean } = {},
): InputBlock {
  const { label, placeholder } = PICKERS[id];
  const fits = picked !== null && picked.value !== '' && picked.value.length <= LIMITS.optionValue;
  return {
    type: 'input',
    block_id: id,
    label: plainText(label),
    dispatch_action: true,
    element: {
      type: 'external_select',
      action_id: id,
      min_query_length: 0,
      placeholder: plainText(placeholder),
      ...(options.focus ? { focus_on_load: true } : {}),
      ...(fits
        ? { initial_option: option(plainOr(picked.label, LIMITS.optionText, label), picked.value) }
        : {}),
    },
  };
}

/** A group of filters for the avatars, e.g. all styles. */
export interface FilterGroup {
  readonly label: string;
  readonly options: readonly Picked[];
}

/** The filters for the avatars; empty if there are none. */
export function filterBlocks(
  groups: readonly FilterGroup[],
  chosen: readonly string[],
): InputBlock[] {
  const optionGroups = groups
    .map(({ label, options }) => ({
      label: plainText(plainOr(label, LIMITS.optionText, FILTERS.other)),
      options: options
        .slice(0, LIMITS.menuOptions)
        .filter(({ value }) => value.length <= LIMITS.optionValue)
        .map((each) => option(plainOr(each.label, LIMITS.optionText, each.value), each.value)),
    }))
    .filter(({ options }) => options.length > 0);
  if (optionGroups.length === 0) return [];
  const initial = optionGroups
    .flatMap(({ options }) => options)
    .filter(({ value }) => value !== undefined && chosen.includes(value));
  return [
    {
      type: 'input',
      block_id: 'filters',
      optional: true,
      dispatch_action: true,
      label: plainText(FILTERS.label),
      element: {
        type: 'multi_static_select',
        action_id: 'filters',
        placeholder: plainText(FILTERS.placeholder),
        option_groups: optionGroups,
        ...(initial.length === 0 ? {} : { initial_options: initial }),
      },
    },
  ];
}

/** `none`: no shape is selected. */
export function shapeBlock(shape: Shape | 'none' | null, focus = false): InputBlock {
  const choice = (each: Shape) => option(shapeLabel(each), each);
  return {
    type: 'input',
    block_id: 'aspect_ratio',
    label: plainText(SHAPE),
    dispatch_action: true,
    element: {
      type: 'radio_buttons',
      action_id: 'aspect_ratio',
      options: SHAPES.map(choice),
      ...(focus ? { focus_on_load: true } : {}),
      ...(shape === 'none' ? {} : { initial_option: choice(shape ?? SHAPES[0]) }),
    },
  };
}

/** The checkbox for captions. */
export function captionsBlock(isOn: boolean): InputBlock {
  const show = option(CAPTIONS.show, 'on');
  return {
    type: 'input',
    block_id: 'captions',
    optional: true,
    dispatch_action: true,
    label: plainText(CAPTIONS.label),
    element: {
      type: 'checkboxes',
      action_id: 'captions',
      options: [show],
      ...(isOn ? { initial_options: [show] } : {}),
    },
  };
}

/** The field for the video's title. */
export function nameBlock(name: string | null): InputBlock {
  const value = head((name ?? '').toWellFormed(), 100);
  return {
    type: 'input',
    block_id: 'video_name',
    optional: true,
    dispatch_action: true,
    label: plainText(VIDEO_TITLE.label),
    element: {
      type: 'plain_text_input',
      action_id: 'video_name',
      max_length: 100,
      placeholder: plainText(VIDEO_TITLE.placeholder),
      dispatch_action_config: DISPATCH_AS_TYPED,
      ...(isBlank(value) ? {} : { initial_value: value }),
    },
  };
}

/** The picker of the channel, which starts with the one where the form was opened. */
export function conversationBlock(): InputBlock {
  return {
    type: 'input',
    block_id: 'conversation',
    dispatch_action: true,
    label: plainText(CHANNEL.label),
    hint: plainText(CHANNEL.hint),
    element: {
      type: 'conversations_select',
      action_id: 'conversation',
      default_to_current_conversation: true,
      filter: { exclude_bot_users: true },
    },
  };
}

/** An option whose emoji codes stay as they are. */
export function option(label: string, value: string): PlainTextOption {
  return { text: literalText(label), value };
}
