import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoWorld } from '../demo-world.ts';
import { paidRequests, RunFailure } from '../once-run.ts';
import type { FieldInput } from '../slack/person/driver.ts';
import { flatten, type Input } from '../slack/rules/input-state.ts';
import { ADA, APP, GENERAL, MARKETING } from '../slack/seed.ts';
import type { View } from '../slack/views.ts';
import type { Message } from '../slack/world.ts';
import { timeLimit } from '../time-limit.ts';

/** The steps of the tour by their titles. Each throws if what it shows is wrong. */
export type Steps = Readonly<Record<string, (guide: Guide) => Promise<void>>>;
/** Walks through the demo: prints what a person sees and checks it. */
export type Guide = ReturnType<typeof createGuide>;

const WAIT_MS = 30_000;
const SETTLE_MS = 150;
const MAX_COLUMNS = 160;
/** The number of lines printed at once, unless a step asks for more. */
const MAX_LINES = 10;
/** Local link targets, which the tour leaves out because they are long. */
const LINK_TARGET = / (→ http:\S+|\(http:\S+\))/g;

export function createGuide(world: DemoWorld, print: (line: string) => void) {
  const { slack, jogg } = world;
  const { driver } = slack;
  const nameOf = (user: string) => slack.users.find(({ id }) => id === user)?.real_name ?? user;
  const say = (text: string): void => print(`  ${text}`);
  const check = (condition: unknown, words: string): void => {
    if (!condition) throw new RunFailure(words);
  };
  /** Prints the first lines of what a person sees; checks that it matches all `patterns`. */
  const show = (text: string, patterns: readonly RegExp[] = [], maxLines = MAX_LINES): string => {
    const lines = text.replaceAll(LINK_TARGET, '').split('\n');
    const shown = lines.length > maxLines ? lines.slice(0, maxLines - 1) : lines;
    for (const line of shown)
      print(`    ${line.length > MAX_COLUMNS ? `${line.slice(0, MAX_COLUMNS)} …` : line}`);
    if (shown.length < lines.length) print(`    … ${lines.length - shown.length} more lines`);
    for (const each of patterns) check(each.test(text), `it does not say ${each}`);
    return text;
  };
  const until = async <T>(words: string, read: () => T): Promise<NonNullable<T>> => {
    const last = Date.now() + timeLimit(WAIT_MS);
    for (;;) {
      // Some awaited conditions change nothing in Slack.
      const seen = await driver.waitFor(read, 100).catch(() => null);
      if (seen !== null) return seen;
      check(Date.now() < last, words);
    }
  };
  const textOf = driver.messageText;
  const message = (each: Message, ...patterns: RegExp[]) => show(textOf(each), patterns);
  const view = (each: View, ...patterns: RegExp[]) => show(driver.viewText(each), patterns);
  const cards = (channel: string = MARKETING) =>
    slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'card');
  /** Resolves with the card of the latest video of that name, once it matches `pattern`. */
  const card = (name: string, pattern = /./, channel: string = MARKETING) =>
    until(`the card of “${name}” never said ${pattern}`, () =>
      cards(channel).findLast(
        (each) => textOf(each).split('\n')[0]?.includes(name) && pattern.test(textOf(each)),
      ),
    );
  /** Resolves with the ephemeral message to this person since `ts` that matches `pattern`. */
  const ephemeral = (user: string, channel: string, pattern: RegExp, since = '') =>
    until(`${nameOf(user)} saw no message that says ${pattern}`, () => {
      const own = slack.messages(channel).filter((each) => each.for === user && each.ts > since);
      return own.findLast((each) => pattern.test(textOf(each)));
    });
  const modal = (user: string = ADA, pattern = /./) =>
    until(`no dialog of ${nameOf(user)} says ${pattern}`, () =>
      slack.views.stack(user).find((each) => pattern.test(driver.viewText(each))),
    );
  const press = (at: Message, actionId: string, user: string = ADA, channel: string = MARKETING) =>
    driver.click({ channel, messageTs: at.ts, actionId, user });

  /** Resolves with a form once it is complete: the form `id`, or the one in front of `user`. */
  const form = async (user: string = ADA, id?: string) => {
    const viewId = id ?? (await modal(user)).id;
    const now = (): View => {
      const found = slack.views.find({ view_id: viewId });
      if (found === undefined) throw new RunFailure('the form is gone');
      return found;
    };
    const text = () => driver.viewText(now());
    const options = async (actionId: string, query: string) =>
      flatten(await driver.suggest({ viewId, actionId, query }));
    await until('the form never showed a picture', () => !/Loading picture/.test(text()));
    return {
      ...{ text, view: now, options },
      chosen: (field: string): string => {
        const option = now().values[field]?.[field]?.['selected_option'];
        return String((option as { value?: string } | null | undefined)?.value ?? '');
      },
      /** Prints `count` lines from the one that matches `from`; checks the form for `patterns`. */
      show: (from = /^/, count = 99, ...patterns: RegExp[]): void => {
        const lines = text().split('\n');
        const at = lines.findIndex((line) => from.test(line));
        show(lines.slice(Math.max(0, at)).slice(0, count).join('\n'), [], count);
        for (const each of patterns) check(each.test(text()), `the form does not say ${each}`);
      },
      waitForText: (pattern: RegExp) =>
        until(`the form never said ${pattern}`, () => pattern.test(text())),
      /** Types into a picker and takes the first option, once the form no longer changes. */
      pick: async function pick(actionId: string, query: string): Promise<string> {
        for (let seen = ''; seen !== now().hash; await sleep(SETTLE_MS)) seen = now().hash;
        const { hash } = now();
        const [first] = await options(actionId, query);
        // These options belong to an older version of the form.
        if (hash !== now().hash) return pick(actionId, query);
        if (first === undefined) throw new RunFailure(`no ${actionId} was offered for “${query}”`);
        await driver.click({ user, viewId, actionId, selected: first.value });
        return first.value;
      },
      act: (actionId: string, selected: Input = null, values: Record<string, Input> = {}) =>
        driver.click({ user, viewId, actionId, selected, values }),
      submit: async (values: Record<string, FieldInput> = {}): Promise<void> => {
        const { notice, errors } = await driver.submit({ viewId, values });
        check(!notice && !errors, `the form was not accepted: ${notice ?? JSON.stringify(errors)}`);
      },
      /** Submits values that must be rejected under `field` with a matching text. */
      rejects: async (values: Record<string, FieldInput>, field: string, pattern: RegExp) => {
        const { errors = {} } = await driver.submit({ viewId, values });
        show(`! ${errors[field]}`, [pattern]);
      },
      close: () => driver.close({ viewId }),
    };
  };
  type Location = { readonly user?: string; readonly channel?: string };
  const open = async (text = '', { user = ADA, channel = MARKETING }: Location = {}) => {
    const seen = await driver.command({ user, channel, text });
    if (seen.viewId === undefined) throw new RunFailure(`/jogg opened no form: ${seen.notice}`);
    return form(user, seen.viewId);
  };

  return {
    ...{ world, slack, driver, jogg, say, show, check, until, textOf, message, view },
    ...{ cards, card, ephemeral, modal, press, form, open },
    remix: (at: Message, part: string) => {
      const selected = new RegExp(`"(${part}:[^"]+)"`).exec(JSON.stringify(at.blocks))?.[1] ?? null;
      return driver.click({ channel: MARKETING, messageTs: at.ts, actionId: 'remix', selected });
    },
    order: async (values: Record<string, FieldInput>, place: Location = {}): Promise<void> =>
      (await open('', place)).submit(values),
    runCommand: async (text: string, user: string = ADA): Promise<Message> => {
      say(`${nameOf(user)} types /jogg ${text}. Only they see:`);
      const [answer] = (await driver.command({ user, channel: GENERAL, text })).ephemeral;
      if (answer === undefined) throw new RunFailure(`/jogg ${text} said nothing`);
      return answer;
    },
    thread: (channel: string, ts: string) => show(driver.threadText(channel, ts)),
    home: (user: string, pattern: RegExp) =>
      until(`the Home tab of ${nameOf(user)} never said ${pattern}`, () => {
        const tab = slack.views.home(user);
        return tab && pattern.test(driver.viewText(tab)) ? tab : undefined;
      }),
    /** Presses a button that the person may not use: only a sentence for them, no form. */
    denied: async (at: Message, action: string, user: string, pattern: RegExp, place?: string) => {
      const channel = place ?? MARKETING;
      const before = slack.messages(channel).at(-1)?.ts;
      await press(at, action, user, channel);
      say(`${nameOf(user)} presses ${action}:`);
      message(await ephemeral(user, channel, pattern, before));
      check(slack.views.stack(user).length === 0, `something opened for ${nameOf(user)}`);
    },
    reply: (channel: string, ts: string, pattern: RegExp) =>
      until(`the thread has no reply that says ${pattern}`, () => {
        const [, ...replies] = slack.thread(channel, ts);
        return replies.find((each) => each.user === APP.botUser && pattern.test(textOf(each)));
      }),
    paidRequests: () => paidRequests(world),
  };
}
