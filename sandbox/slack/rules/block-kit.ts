import { z } from 'zod';
import { anyBlock } from './blocks.ts';
import { ONE_LIST } from './elements.ts';
import { menuOption, optional, optionGroups, optionList, plainText, withType } from './text.ts';

export type Dict = Record<string, unknown>;
/** A checked block with a `block_id`. */
export type Block = Dict & { type: string; block_id: string };
/** The result of a check: the value, or Slack's messages, each with a JSON pointer. */
export type Checked<T> = { ok: true; value: T } | { ok: false; messages: string[] };

const list = (max: number) => z.array(anyBlock).max(max).superRefine(uniqueIds);
/** Checks the blocks of a message. https://docs.slack.dev/reference/block-kit/blocks */
export function checkBlocks(blocks: unknown, at = '/blocks'): Checked<Dict[]> {
  return check(list(50), blocks, at);
}

const id = z.string().max(255);
const fields = optional({ private_metadata: z.string().max(3000), callback_id: id });
const modal = withType('modal', {
  ...{ ...fields, title: plainText(24) },
  blocks: list(100),
  ...optional({ close: plainText(24), submit: plainText(24), notify_on_close: z.boolean() }),
})
  .refine(
    (view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'),
    { error: 'submit is required when a view has input blocks', path: ['submit'] },
  )
  .refine(
    (view) => view.blocks.flatMap(elementsOf).filter((each) => each['focus_on_load']).length < 2,
    { error: 'only one element may have focus_on_load', path: ['blocks'] },
  );
const home = withType('home', { ...fields, blocks: list(100) });

/** Checks a view. https://docs.slack.dev/reference/views */
export const checkView = (view: unknown): Checked<Dict & { type: string; blocks: Dict[] }> =>
  check(z.discriminatedUnion('type', [modal, home]), view, '/view');

const suggestions = z
  .strictObject(
    optional({ options: optionList(menuOption, 100, 0), option_groups: optionGroups(0) }),
  )
  .refine(...ONE_LIST);
export type Option = z.infer<typeof menuOption>;
export type Suggestions = z.infer<typeof suggestions>;
export const checkSuggestions = (answer: unknown): Checked<Suggestions> =>
  check(suggestions, answer, '');

function check<T>(schema: z.ZodType<T>, value: unknown, at: string): Checked<T> {
  const result = schema.safeParse(value);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, messages: result.error.issues.flatMap((issue) => slackMessages(issue, at)) };
}

function slackMessages(issue: z.core.$ZodIssue, at: string): string[] {
  const place = [at, ...issue.path.map(String)].join('/');
  const format = (text: string, pointer = place) => [`[ERROR] ${text} [json-pointer:${pointer}]`];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.flatMap((key) => format(`invalid additional property: ${key}`));
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return format('unsupported type', `${place.replace(/\/type$/, '')}/type`);
  if (issue.code === 'too_big')
    return issue.origin === 'array'
      ? format(`no more than ${issue.maximum} items allowed`)
      : format(`must be less than ${Number(issue.maximum) + 1} characters`);
  if (issue.code === 'too_small')
    return issue.origin === 'array'
      ? format(`no fewer than ${issue.minimum} items allowed`)
      : format(`must be more than ${Number(issue.minimum) - 1} characters`);
  const missing = `missing required field: ${String(issue.path.at(-1))}`;
  if (issue.message.endsWith('received undefined'))
    return format(missing, place.replace(/\/[^/]*$/, ''));
  return format(issue.message);
}

/** Requires `block_id`s to be unique in a surface and `action_id`s in their block. */
function uniqueIds(blocks: readonly Dict[], context: z.core.$RefinementCtx): void {
  const refuse = (message: string, path: PropertyKey[]) =>
    context.addIssue({ code: 'custom', message, path });
  const seen = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const block_id = block['block_id'];
    if (block_id !== undefined && seen.has(block_id))
      refuse(`block_id already exists: ${String(block_id)}`, [index, 'block_id']);
    seen.add(block_id);
    const actions = elementsOf(block).flatMap((each) => each['action_id'] ?? []);
    if (new Set(actions).size !== actions.length)
      refuse('action_id must be unique in its block', [index, 'elements']);
  }
}

/** The interactive elements of a block, and its images. */
export function elementsOf(block: Dict): Dict[] {
  const own = [block['element'], block['accessory']].filter(isDict);
  return [...own, ...dictsOf(block['elements'])];
}

export const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const dictsOf = (value: unknown): Dict[] =>
  Array.isArray(value) ? value.filter(isDict) : [];
