import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { type Stage, until } from './stage.ts';

/** A form in front of a person, once the app has shown all it has to tell. */
export async function openForm(stage: Stage, text = '', user = ADA) {
  await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
  const { viewId = '' } = await stage.driver.command({ user, channel: MARKETING, text });
  const view = () => {
    const found = stage.slack.views.find({ view_id: viewId });
    if (!found) throw new Error('the form is gone');
    return found;
  };
  const block = (id: string): Record<string, unknown> | undefined =>
    view().blocks.find((each) => each.block_id === id);
  const said = (id: string) => JSON.stringify(block(id) ?? null);
  const updates = () => stage.slack.log.filter(({ method }) => method === 'views.update');
  await until(() => !said('avatar_cover').includes('on its way'));

  /** Options of a picker. */
  const options = async (actionId: 'avatar' | 'voice', query = '') => {
    const { option_groups: groups = [] } = await stage.driver.suggest({ viewId, actionId, query });
    return groups.map(({ label, options }) => ({
      label: String(label['text']),
      options: options.map((each) => ({ value: each.value, text: textOf(each) })),
    }));
  };
  return {
    viewId,
    view,
    block,
    said,
    updates,
    options,
    blocks: () => view().blocks.map((each) => each.block_id),
    value: (id: string) => view().values[id]?.[id]?.['value'],
    chosen: (id: string) =>
      (view().values[id]?.[id]?.['selected_option'] as { value: string } | null | undefined)?.value,
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
  };
}

function textOf(option: object): string {
  return String((option as { text?: { text?: unknown } }).text?.text ?? '');
}
