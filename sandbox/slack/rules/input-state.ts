import { type Dict, dictsOf, isDict, type Option, type Suggestions } from './block-kit.ts';

/** The value that a person gives an element, as in the control API. */
export type Input = string | number | string[] | null;

/** The keys of an element's value in `state.values`, and whether it has many. */
interface StateShape {
  readonly key: string;
  readonly initial: string;
  readonly many?: true;
  readonly pick?: true;
}
const TEXT: StateShape = { key: 'value', initial: 'initial_value' };
const ONE: StateShape = { key: 'selected_option', initial: 'initial_option', pick: true };
const MANY: StateShape = {
  ...{ key: 'selected_options', initial: 'initial_options', many: true, pick: true },
};
const SHAPES: Readonly<Record<string, StateShape>> = {
  ...{ plain_text_input: TEXT, url_text_input: TEXT },
  ...{ static_select: ONE, external_select: ONE, radio_buttons: ONE },
  ...{ multi_static_select: MANY, checkboxes: MANY },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  file_input: { key: 'files', initial: '', many: true },
};

/** Whether an element has a state in `state.values`. */
export const hasState = (element: Dict): boolean => String(element['type']) in SHAPES;

function stateShape(element: Dict) {
  const type = String(element['type']);
  const found = SHAPES[type];
  if (found === undefined) throw new Error(`${type} takes no value`);
  return { type, ...found };
}

/** The initial state of an element. `channel`: the one that the person has open. */
export function initialState(element: Dict, channel: string | null): Dict {
  const { type, key, initial, many } = stateShape(element);
  const current = element['default_to_current_conversation'] === true ? channel : null;
  return { type, [key]: element[initial] ?? current ?? (many ? [] : null) };
}

/** An element's state after a person gave `value`; throws if Slack's client does not allow it. */
export function stateOf(element: Dict, value: Input, suggested: readonly Option[]): Dict {
  const { type, key, many, pick } = stateShape(element);
  if (value === null || value === '') return { type, [key]: many ? [] : null };
  if (Boolean(many) !== Array.isArray(value))
    throw new Error(`${type} takes ${many ? 'an array' : 'one value'}`);
  const given = [value].flat().map(String);
  const selected = pick ? given.map((each) => optionOf(element, each, suggested)) : given;
  return { type, [key]: many ? selected : selected[0] };
}

/** The error that Slack's client shows under an invalid input, or `null`. */
export function validationError(block: Dict, element: Dict, state: Dict): string | null {
  const value = state[stateShape(element).key];
  const empty = value === null || value === undefined || (Array.isArray(value) && !value.length);
  if (empty) return block['optional'] === true ? null : 'Please complete this required field.';
  return typeof value === 'string' ? textError(element, value) : null;
}

export const valueFields = ({ type: _type, ...rest }: Dict): Dict => rest;

/** All suggested options, without their groups. */
export const flatten = (answer: Suggestions): Option[] =>
  answer.options ?? answer.option_groups?.flatMap((group) => group.options) ?? [];

function textError({ type, min_length: minLength = 0, max_length }: Dict, value: string) {
  const maxLength = max_length ?? (type === 'plain_text_input' ? 3000 : 1e6);
  if (value.length < Number(minLength)) return `Please enter at least ${minLength} characters.`;
  if (value.length > Number(maxLength)) return `Please enter at most ${maxLength} characters.`;
  return type !== 'url_text_input' || URL.canParse(value) ? null : 'Please enter a valid URL.';
}

function optionOf(element: Dict, value: string, suggested: readonly Option[]): Dict {
  const groups = dictsOf(element['option_groups']).flatMap((group) => dictsOf(group['options']));
  const initial = [element['initial_option'], ...dictsOf(element['initial_options'])];
  const own = [...dictsOf(element['options']), ...groups, ...suggested, ...initial.filter(isDict)];
  const found = own.find((each) => each['value'] === value);
  if (found === undefined)
    throw new Error(`${String(element['action_id'])} does not offer "${value}"`);
  return found;
}
