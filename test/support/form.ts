import type { FieldInput } from '../../sandbox/slack/person/driver.ts';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import type { Message } from '../../sandbox/slack/world.ts';
import { until } from './until.ts';

type Values = Record<string, FieldInput>;
interface World {
  readonly slack: SlackSandbox;
  readonly driver: SlackSandbox['driver'];
  readonly reply: (slot: string) => Promise<Message>;
}

/** The form that `/jogg` with these words opens, once it shows everything. */
export async function openForm(world: World, text = '', user = ADA) {
  await world.driver.command({ user, channel: MARKETING, text });
  const form = await formOf(world, user);
  await until(() => !form.json('avatar_cover').includes('Loading picture'));
  return form;
}

/** The top view of a person, once there is one. */
export async function formOf({ driver, slack, reply }: World, user = ADA) {
  const { id: viewId } = await driver.waitFor(() => slack.views.stack(user).at(-1));
  const view = () => {
    const found = slack.views.find({ view_id: viewId });
    if (!found) throw new Error('the form is gone');
    return found;
  };
  const block = (id: string): Record<string, unknown> | undefined =>
    view().blocks.find((each) => each.block_id === id);
  const field = (id: string) => view().values[id]?.[id];
  /** A block's JSON; `null` if there is no such block. */
  const json = (id: string) => JSON.stringify(block(id) ?? null);
  const options = async (actionId: string, query = '') => {
    const { option_groups: groups = [] } = await driver.suggest({ viewId, actionId, query });
    return groups.map(({ label, options }) => ({
      label: String(label['text']),
      options: options.map(({ value, text }) => ({ value, text: text.text })),
    }));
  };
  const submit = (values: Values = {}) => driver.submit({ viewId, values });
  return {
    viewId,
    options,
    json,
    /** Resolves when the form has a block with these words in its JSON. */
    shows: (id: string, words = '"') => until(() => json(id).includes(words)),
    text: () => JSON.stringify(view().blocks),
    blocks: () => view().blocks.map((each) => each.block_id),
    value: (id: string) => field(id)?.['value'] ?? null,
    chosen: (id: string) =>
      (field(id)?.['selected_option'] as { value: string } | null | undefined)?.value ?? null,
    /** The text of a line of small print; null if there is none. */
    line: (id: string) =>
      (block(id)?.['elements'] as { text: string }[] | undefined)?.[0]?.text ?? null,
    /** Uses an element; a picker takes the first option that its text finds. */
    act: async (
      actionId: string,
      selected: string | string[] | null = null,
      values: Record<string, string | string[]> = {},
    ) => {
      const isPicker = actionId === 'avatar' || actionId === 'voice';
      const found = isPicker ? await options(actionId, String(selected)) : [];
      const value = isPicker ? (found[0]?.options[0]?.value ?? '') : selected;
      await driver.click({ user, viewId, actionId, selected: value, values });
      return value;
    },
    submit,
    /** Submits the form and returns the result of the latest video in #marketing. */
    video: async (values: Values = {}) => {
      await submit(values);
      return reply('result');
    },
  };
}
