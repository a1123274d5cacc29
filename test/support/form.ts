import type { Given } from '../../sandbox/slack/person/driver.ts';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import type { Stage } from './stage.ts';
import { until } from './until.ts';

type Values = Record<string, Given>;

/** `/jogg` with these words: the form in front of a person, once all it has to tell is shown. */
export async function openForm(stage: Stage, text = '', user = ADA) {
  await stage.driver.command({ user, channel: MARKETING, text });
  const form = await formOf(stage, user);
  await until(() => !form.said('avatar_cover').includes('on its way'));
  return form;
}

/** The view on top of a person's screen, once one is there. */
export async function formOf(stage: Stage, user = ADA) {
  const top = await stage.driver.waitFor(() => stage.slack.views.stack(user).at(-1));
  const viewId = top.id;
  const view = () => {
    const found = stage.slack.views.find({ view_id: viewId });
    if (!found) throw new Error('the form is gone');
    return found;
  };
  const block = (id: string): Record<string, unknown> | undefined =>
    view().blocks.find((each) => each.block_id === id);
  const field = (id: string) => view().values[id]?.[id];
  /** Options of a picker, in their groups. */
  const options = async (actionId: string, query = '') => {
    const { option_groups: groups = [] } = await stage.driver.suggest({ viewId, actionId, query });
    return groups.map(({ label, options }) => ({
      label: String(label['text']),
      options: options.map(({ value, text }) => ({ value, text: text.text })),
    }));
  };
  const submit = (values: Values = {}) => stage.driver.submit({ viewId, values });
  return {
    viewId,
    block,
    options,
    /** A block's JSON; `null` where it is not there. */
    said: (id: string) => JSON.stringify(block(id) ?? null),
    /** The JSON of all blocks. */
    text: () => JSON.stringify(view().blocks),
    blocks: () => view().blocks.map((each) => each.block_id),
    value: (id: string) => field(id)?.['value'] ?? null,
    chosen: (id: string) =>
      (field(id)?.['selected_option'] as { value: string } | null | undefined)?.value ?? null,
    notice: () =>
      (block('notice')?.['elements'] as { text: string }[] | undefined)?.[0]?.text ?? null,
    /** Uses an element; a picker takes the first option that its words find. */
    act: async (
      actionId: string,
      selected: string | string[] | null = null,
      values: Record<string, string> = {},
    ) => {
      const isPicker = actionId === 'avatar' || actionId === 'voice';
      const found = isPicker ? await options(actionId, String(selected)) : [];
      const value = isPicker ? (found[0]?.options[0]?.value ?? '') : selected;
      await stage.driver.click({ user, viewId, actionId, selected: value, values });
      return value;
    },
    submit,
    /** Submits it and answers the result of the latest video in #marketing. */
    video: async (values: Values = {}) => {
      await submit(values);
      return stage.reply('result');
    },
  };
}
export type Form = Awaited<ReturnType<typeof formOf>>;
