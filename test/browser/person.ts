import type { Locator, Page } from 'playwright-core';

/** More than anything on the page is away. */
const MAX_TABS = 150;

export type Person = ReturnType<typeof createPerson>;

/** What somebody does on the page, who knows it by the roles and names of what is on it alone. */
export function createPerson(page: Page) {
  const form = page.getByRole('dialog', { name: 'Make a video' });
  const thread = page.getByRole('complementary', { name: 'Thread' });
  const messages = page.getByRole('log', { name: 'Messages', exact: true });

  const goesTo = (place: string) =>
    page.getByRole('navigation').getByRole('button', { name: place }).click();
  const writes = async (line: string, into = 'Message') => {
    await page.getByRole('textbox', { name: into, exact: true }).click();
    await page.keyboard.type(line);
    await page.keyboard.press('Enter');
  };
  const opensForm = async (script: string) => {
    await writes(`/jogg ${script}`);
    await form.waitFor();
  };
  const sends = async () => {
    await form.getByRole('button', { name: 'Make video' }).click();
    await form.waitFor({ state: 'hidden' });
  };
  /** The one message in the open channel that says all of this. */
  const message = (...words: (string | RegExp)[]) =>
    words.reduce(
      (found: Locator, hasText) => found.filter({ hasText }),
      messages.getByRole('article'),
    );

  return {
    ...{ form, thread, goesTo, writes, opensForm, sends, message },
    /** Sends the form as it opens; resolves with the card once it says `state`. */
    makes: async (script: string, state: RegExp) => {
      await opensForm(script);
      await sends();
      const card = message(script, state);
      await card.waitFor();
      return card;
    },
    /** `sees`: what is done while the options are there. */
    picks: async (field: string, typed: string, option: string | RegExp, sees = async () => {}) => {
      await form.getByRole('combobox', { name: field, exact: true }).click();
      await page.keyboard.type(typed);
      await page.locator('[aria-busy]').waitFor({ state: 'hidden' });
      await sees();
      await page.getByRole('option', { name: option }).first().click();
      await page.getByRole('listbox').waitFor({ state: 'hidden' });
    },
    opensThread: async (card: Locator) => {
      await card.getByRole('button', { name: /repl(y|ies)/ }).click();
      await thread.waitFor();
    },
    /** Presses Tab until this has the focus. */
    tabsTo: async (target: Locator) => {
      await target.waitFor();
      for (let presses = 0; presses < MAX_TABS; presses += 1) {
        if (await target.evaluate((each) => each.matches(':focus'))) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${target} is out of the keyboard's reach`);
    },
    /** What a press opens in a tab of its own. */
    opens: async (press: Promise<void>) => {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), press]);
      return tab;
    },
  };
}

/** Resolves once a number of an element is above `least`. */
const above = (property: string, least: number) => async (element: Locator) => {
  const probe = { node: await element.elementHandle(), property, least };
  await element
    .page()
    .waitForFunction((at) => Number(Reflect.get(at.node ?? {}, at.property)) > at.least, probe);
};
/** Resolves once a film's first picture is there: it moves no more. */
export const loads = above('readyState', 1);
/** Resolves once a film or a sound runs. */
export const runs = above('currentTime', 0.2);
/** Resolves once a picture is there to be seen. */
export const shows = above('naturalWidth', 0);
