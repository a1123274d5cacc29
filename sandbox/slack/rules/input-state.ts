import { type Dict, dictsOf, isDict, type Option, type Suggestions } from './block-kit.ts';

/** What a person gave for an element, as the control API writes it. */
export type Plain = string | number | string[] | null;

/**
 * Where each element keeps its value in `state.values`, where its options start, and how many it
 * takes.
 */
const KEYS: Record<string, { key: string; initial: string; many: boolean; pick: boolean }> = {
  ...Object.fromEntries(
    ['plain_text_input', 'url_text_input', 'email_text_input', 'number_input'].map((type) => [
      type,
      { key: 'value', initial: 'initial_value', many: false, pick: false },
    ]),
  ),
  rich_text_input: { key: 'rich_text_value', initial: 'initial_value', many: false, pick: false },
  file_input: { key: 'files', initial: '', many: true, pick: false },
  ...{ radio_buttons: one('option', true), checkboxes: many('options', true) },
  ...{ static_select: one('option', true), multi_static_select: many('options', true) },
  ...{ external_select: one('option', true), multi_external_select: many('options', true) },
  ...{ users_select: one('user'), multi_users_select: many('users') },
  ...{ channels_select: one('channel'), multi_channels_select: many('channels') },
  conversations_select: one('conversation'),
  multi_conversations_select: many('conversations'),
  ...{ datepicker: one('date'), timepicker: one('time'), datetimepicker: one('date_time') },
};

/** Whether an element has a place in `state.values`. */
export const hasState = (element: Dict): boolean => String(element['type']) in KEYS;

/** The state of an element nobody has touched. `channel`: what the person looks at. */
export function initialState(element: Dict, channel: string | null): Dict {
  const { type, key, initial, many: list } = shape(element);
  const current =
    element['default_to_current_conversation'] === true && channel !== null
      ? list
        ? [channel]
        : channel
      : undefined;
  return { type, [key]: element[initial] ?? current ?? (list ? [] : null) };
}

/**
 * The state of an element after a person gave `value`; throws where Slack's client has no way to.
 */
export function stateOf(element: Dict, value: Plain, suggested: readonly Option[]): Dict {
  const { type, key, many: list, pick } = shape(element);
  if (value === null || value === '') return { type, [key]: list ? [] : null };
  if (list) {
    if (!Array.isArray(value)) throw new Error(`${type} takes an array`);
    return { type, [key]: pick ? value.map((each) => optionOf(element, each, suggested)) : value };
  }
  if (Array.isArray(value)) throw new Error(`${type} takes one value`);
  if (pick) return { type, [key]: optionOf(element, String(value), suggested) };
  if (type === 'rich_text_input') return { type, [key]: asRichText(String(value)) };
  return { type, [key]: type === 'datetimepicker' ? Number(value) : String(value) };
}

/** What Slack's client says under an input that cannot be submitted like this, or `null`. */
export function complaint(block: Dict, element: Dict, state: Dict): string | null {
  const value = state[shape(element).key];
  const empty = value === null || value === undefined || (Array.isArray(value) && !value.length);
  if (empty) return block['optional'] === true ? null : 'Please complete this required field.';
  if (typeof value === 'string') return aboutText(element, value);
  const most = element['max_selected_items'];
  if (Array.isArray(value) && typeof most === 'number' && value.length > most)
    return `Please select at most ${most} items.`;
  return null;
}

/** The chosen options or ids of a state, as `actions[0]` of `block_actions` carries them. */
export const valueFields = ({ type: _type, ...rest }: Dict): Dict => rest;

/** All options of an answer to a suggestion, groups flattened. */
export const flatten = (answer: Suggestions): Option[] =>
  answer.options ?? answer.option_groups?.flatMap((group) => group.options) ?? [];

function aboutText(element: Dict, value: string): string | null {
  const least = Number(element['min_length'] ?? 0);
  const most = Number(
    element['max_length'] ?? (element['type'] === 'plain_text_input' ? 3000 : 1e6),
  );
  if (value.length < least) return `Please enter at least ${least} characters.`;
  if (value.length > most) return `Please enter at most ${most} characters.`;
  switch (element['type']) {
    case 'url_text_input':
      return URL.canParse(value) ? null : 'Please enter a valid URL.';
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? null : 'Please enter a valid email.';
    case 'number_input':
      return aboutNumber(element, value);
    default:
      return null;
  }
}

function aboutNumber(element: Dict, value: string): string | null {
  const number = Number(value);
  const whole = element['is_decimal_allowed'] === true || Number.isInteger(number);
  const least = Number(element['min_value'] ?? Number.NEGATIVE_INFINITY);
  const most = Number(element['max_value'] ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(number) && whole && number >= least && number <= most
    ? null
    : 'Please enter a valid number.';
}

function optionOf(element: Dict, value: string, suggested: readonly Option[]): Dict {
  const groups = dictsOf(element['option_groups']).flatMap((group) => dictsOf(group['options']));
  const initial = [element['initial_option'], ...dictsOf(element['initial_options'])].filter(
    isDict,
  );
  const own = [...dictsOf(element['options']), ...groups, ...suggested, ...initial];
  const found = own.find((each) => each['value'] === value);
  if (found === undefined)
    throw new Error(`${String(element['action_id'])} does not offer "${value}"`);
  return found;
}

const asRichText = (text: string): Dict => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

function shape(element: Dict) {
  const type = String(element['type']);
  const found = KEYS[type];
  if (found === undefined) throw new Error(`${type} takes no value`);
  return { type, ...found };
}

function one(what: string, pick = false) {
  return { key: `selected_${what}`, initial: `initial_${what}`, many: false, pick };
}

function many(what: string, pick = false) {
  return { key: `selected_${what}`, initial: `initial_${what}`, many: true, pick };
}
