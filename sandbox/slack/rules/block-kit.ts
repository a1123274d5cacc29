import { z } from 'zod';
import { homeBlock, messageBlock, modalBlock } from './blocks.ts';
import { menuOption, optionGroups, optionList, plainText } from './text.ts';

export type Dict = Record<string, unknown>;
/** A block as it is kept: checked, and with a `block_id`. */
export type Block = Dict & { type: string; block_id: string };
/** What a check says: the value, or Slack's messages, each with the JSON pointer of its place. */
export type Checked<T> = { ok: true; value: T } | { ok: false; messages: string[] };

/** Checks the blocks of a message. https://docs.slack.dev/reference/block-kit/blocks */
export function checkBlocks(blocks: unknown, at = '/blocks'): Checked<Dict[]> {
  return check(z.array(messageBlock).max(50).superRefine(uniqueIds), blocks, at);
}

const viewFields = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    blocks: z.array(modalBlock).max(100).superRefine(uniqueIds),
    close: plainText(24).optional(),
    submit: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...viewFields,
  })
  .refine(
    (view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'),
    { error: 'submit is required when a view has input blocks', path: ['submit'] },
  )
  .superRefine(oneFocus);

const home = z.strictObject({
  type: z.literal('home'),
  blocks: z.array(homeBlock).max(100).superRefine(uniqueIds),
  ...viewFields,
});

/** Checks a view. https://docs.slack.dev/reference/views */
export const checkView = (view: unknown): Checked<Dict & { type: string; blocks: Dict[] }> =>
  check(z.discriminatedUnion('type', [modal, home]), view, '/view');

const suggestions = z
  .strictObject({
    options: optionList(menuOption, 100, 0).optional(),
    option_groups: optionGroups(0).optional(),
  })
  .refine(
    (each) => (each.options === undefined) !== (each.option_groups === undefined),
    'exactly one of options and option_groups is required',
  );
export type Option = z.infer<typeof menuOption>;
export type Suggestions = {
  options?: Option[] | undefined;
  option_groups?: { label: Dict; options: Option[] }[] | undefined;
};

/** Checks the answer to a `block_suggestion`. */
export const checkSuggestions = (answer: unknown): Checked<Suggestions> =>
  check(suggestions, answer, '');

function check<T>(schema: z.ZodType<T>, value: unknown, at: string): Checked<T> {
  const result = schema.safeParse(value);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, messages: result.error.issues.flatMap((issue) => inSlacksWords(issue, at)) };
}

function inSlacksWords(issue: z.core.$ZodIssue, at: string): string[] {
  const place = [at, ...issue.path.map(String)].join('/');
  const say = (words: string, pointer = place) => `[ERROR] ${words} [json-pointer:${pointer}]`;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => say(`invalid additional property: ${key}`));
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return [say('unsupported type', `${place.replace(/\/type$/, '')}/type`)];
  if (issue.code === 'too_big')
    return [
      say(
        issue.origin === 'array'
          ? `no more than ${issue.maximum} items allowed`
          : `must be less than ${Number(issue.maximum) + 1} characters`,
      ),
    ];
  if (issue.code === 'too_small')
    return [
      say(
        issue.origin === 'array'
          ? `no fewer than ${issue.minimum} items allowed`
          : `must be more than ${Number(issue.minimum) - 1} characters`,
      ),
    ];
  if (issue.message.endsWith('received undefined'))
    return [
      say(`missing required field: ${String(issue.path.at(-1))}`, place.replace(/\/[^/]*$/, '')),
    ];
  return [say(issue.message)];
}

/** `block_id`s are unique in a surface, `action_id`s in their block. */
function uniqueIds(blocks: readonly Dict[], context: z.core.$RefinementCtx): void {
  const seen = new Set<unknown>();
  for (const [index, block] of blocks.entries()) {
    const id = block['block_id'];
    if (id !== undefined && seen.has(id))
      context.addIssue({
        code: 'custom',
        message: `block_id already exists: ${String(id)}`,
        path: [index, 'block_id'],
      });
    seen.add(id);
    const actions = elementsOf(block).flatMap((each) => each['action_id'] ?? []);
    if (new Set(actions).size !== actions.length)
      context.addIssue({
        code: 'custom',
        message: 'action_id must be unique in its block',
        path: [index, 'elements'],
      });
  }
}

function oneFocus(view: { blocks: readonly Dict[] }, context: z.core.$RefinementCtx): void {
  const focused = view.blocks.flatMap(elementsOf).filter((each) => each['focus_on_load'] === true);
  if (focused.length > 1)
    context.addIssue({
      code: 'custom',
      message: 'only one element may have focus_on_load',
      path: ['blocks'],
    });
}

/** The elements of a block a person can act on, and its images. */
export function elementsOf(block: Dict): Dict[] {
  const own = [block['element'], block['accessory']].filter(isDict);
  const many = [block['elements'], block['actions']].flatMap((each) =>
    Array.isArray(each) ? each.filter(isDict) : [],
  );
  const children = Array.isArray(block['child_blocks']) ? block['child_blocks'].filter(isDict) : [];
  return [
    ...own,
    ...many.flatMap((each) => (each['type'] === 'card' ? elementsOf(each) : [each])),
    ...children.flatMap(elementsOf),
  ];
}

/** Whether a value is a plain object. */
export const isDict = (value: unknown): value is Dict =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
