import { type Dict, dictsOf, elementsOf, isDict } from '../rules/block-kit.ts';
import { hasState, valueFields } from '../rules/input-state.ts';
import type { View } from '../views.ts';
import type { World } from '../world.ts';
import { blockLines } from './thread-text.ts';

/**
 * A modal or a Home tab as a person would read it: title, blocks, fields with their values or
 * placeholders, hints, buttons. `errors`: the errors under fields, by `block_id`.
 */
export function viewText(
  world: World,
  view: Pick<View, 'payload' | 'blocks' | 'values'>,
  errors: Readonly<Record<string, string>> = {},
): string {
  const { title, close, submit } = view.payload;
  const buttons = [close, submit].map(textOf).filter((words) => words !== '');
  const lines = [
    ...(title === undefined ? [] : [`── ${textOf(title)} ──`]),
    ...view.blocks.flatMap((block) => {
      if (block.type !== 'input') return blockLines(world, block);
      return fieldLines(world, view, block, errors[block.block_id]);
    }),
    ...(buttons.length === 0 ? [] : [buttons.map((words) => `[${words}]`).join(' ')]),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function fieldLines(
  world: World,
  view: Pick<View, 'values'>,
  block: Dict,
  error: string | undefined,
): string[] {
  const element = elementsOf(block).find(hasState) ?? {};
  const state = view.values[String(block['block_id'])]?.[String(element['action_id'])] ?? {};
  const optional = block['optional'] === true ? ' (optional)' : '';
  const hint = textOf(block['hint']);
  return [
    `${textOf(block['label'])}${optional}`,
    ...valueLines(world, element, state).map((line) => `  ${line}`),
    ...(hint === '' ? [] : [`  (${hint})`]),
    ...(error === undefined ? [] : [`  ! ${error}`]),
  ];
}

function valueLines(world: World, element: Dict, state: Dict): string[] {
  const chosen = Object.values(valueFields(state))
    .flat()
    .filter((each) => each !== null && each !== undefined);
  switch (element['type']) {
    case 'radio_buttons':
      return [choices(element, chosen, ['(•)', '( )']).join('  ')];
    case 'checkboxes':
      return [choices(element, chosen, ['[x]', '[ ]']).join('  ')];
    case 'file_input':
      return [chosen.length === 0 ? '[Add a file]' : `[file ${chosen.map(fileName).join(', ')}]`];
  }
  const empty = `… ${textOf(element['placeholder'])}`.trim();
  const typed = String(element['type']).endsWith('_input');
  const value = chosen.map((each) => valueText(world, each)).join(', ');
  const lines = (value === '' ? empty : value).split('\n');
  return typed ? lines.map((line) => `│ ${line}`) : lines.map((line) => `▾ ${line}`);
}

function choices(element: Dict, chosen: readonly unknown[], [on, off]: [string, string]): string[] {
  const values = chosen.filter(isDict).map((each) => each['value']);
  return dictsOf(element['options']).map(
    (each) => `${values.includes(each['value']) ? on : off} ${textOf(each['text'])}`,
  );
}

function valueText(world: World, value: unknown): string {
  if (isDict(value)) return textOf(value['text']);
  const words = String(value);
  const channel = world.channel(words);
  if (channel?.kind === 'im') return 'a direct message';
  return channel ? `#${channel.name}` : (world.user(words)?.real_name ?? words);
}

const fileName = (value: unknown): string =>
  isDict(value) ? String(value['name'] ?? value['id']) : String(value);

const textOf = (value: unknown): string => (isDict(value) ? String(value['text'] ?? '') : '');
