import { setTimeout as sleep } from 'node:timers/promises';
import { RunFailure } from '../once-run.ts';
import type { Given } from '../slack/person/driver.ts';
import { flatten, type Plain } from '../slack/rules/input-state.ts';
import { ADA, MARKETING } from '../slack/seed.ts';
import type { View } from '../slack/views.ts';
import type { Guide } from './guide.ts';

/** As long as a person looks before the next click. */
const REST_MS = 150;

/** The form in front of a person. */
export type Form = ReturnType<typeof formAt>;

/** `/jogg`, and the form once all it has to tell is there. */
export async function openForm(
  guide: Guide,
  text = '',
  where: { readonly user?: string; readonly channel?: string } = {},
): Promise<Form> {
  const { user = ADA, channel = MARKETING } = where;
  const seen = await guide.driver.command({ user, channel, text });
  if (seen.viewId === undefined)
    throw new RunFailure(`/jogg opened no form: ${seen.notice ?? seen.ephemeral[0]?.text}`);
  return settled(guide, seen.viewId, user);
}

/** The form that a button or a shortcut opened. */
export async function settled(guide: Guide, viewId: string, user: string = ADA): Promise<Form> {
  const form = formAt(guide, viewId, user);
  await guide.until('the form never showed a picture', () => !/on its way/.test(form.text()));
  return form;
}

function formAt(guide: Guide, viewId: string, user: string) {
  const { driver, slack } = guide;
  const view = (): View => {
    const found = slack.views.find({ view_id: viewId });
    if (found === undefined) throw new RunFailure('the form is gone');
    return found;
  };
  const text = (): string => driver.viewText(view());
  const chosen = (id: string): string => {
    const option = view().values[id]?.[id]?.['selected_option'];
    return String((option as { value?: string } | null | undefined)?.value ?? '');
  };
  /** A field that is shown anew while somebody picks from it loses what it offered. */
  const atRest = async (): Promise<void> => {
    for (let seen = ''; seen !== view().hash; await sleep(REST_MS)) seen = view().hash;
  };
  return {
    viewId,
    view,
    text,
    chosen,
    /** Prints the form as it is now. */
    show: (errors?: Readonly<Record<string, string>>): string => guide.view(view(), errors),
    /** Prints only the lines from the first that says `from`, so many of them. */
    showPart: (from: RegExp, lines: number): void => {
      const all = text().split('\n');
      const at = all.findIndex((line) => from.test(line));
      guide.show(all.slice(Math.max(0, at), at + lines).join('\n'));
    },
    says: (pattern: RegExp) =>
      guide.until(`the form never said ${pattern}`, () => pattern.test(text())),
    /** Types into a picker: what it offers. */
    options: async (actionId: 'avatar' | 'voice', query: string) =>
      driver.suggest({ viewId, actionId, query }),
    /** Types into a picker and takes the first it offers, when the form has come to rest. */
    pick: async (actionId: 'avatar' | 'voice', query: string): Promise<string> => {
      await atRest();
      const [first] = flatten(await driver.suggest({ viewId, actionId, query }));
      if (first === undefined) throw new RunFailure(`no ${actionId} was offered for “${query}”`);
      await driver.click({ user, viewId, actionId, selected: first.value });
      return first.value;
    },
    act: async (actionId: string, selected: Plain = null, values: Record<string, Plain> = {}) => {
      await driver.click({ user, viewId, actionId, selected, values });
    },
    /** Submits; throws with what stands under the fields where the form stays. */
    submit: async (values: Record<string, Given> = {}): Promise<void> => {
      const sent = await driver.submit({ viewId, values });
      const [wrong] = Object.entries(sent.errors ?? {});
      if (sent.notice !== undefined) throw new RunFailure(`the form was not taken: ${sent.notice}`);
      if (wrong) throw new RunFailure(`the form was refused at “${wrong[0]}”: ${wrong[1]}`);
    },
    /** Submits what must be refused: what stands under the fields. */
    refused: async (values: Record<string, Given>): Promise<Readonly<Record<string, string>>> =>
      (await driver.submit({ viewId, values })).errors ?? {},
    close: () => driver.close({ viewId }),
  };
}

/** Asks for a video with what the form proposes. */
export async function order(
  guide: Guide,
  values: Record<string, Given>,
  where: { readonly user?: string; readonly channel?: string } = {},
): Promise<void> {
  const form = await openForm(guide, '', where);
  await form.submit(values);
}
