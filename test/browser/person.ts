import type { Locator, Page } from 'playwright-core';

/** More presses of Tab than any element needs. */
const MAX_TABS = 150;

export type Person = ReturnType<typeof createPerson>;

/** The actions of a person, who finds elements only by their roles and names. */
export function createPerson(page: Page) {
  const form = page.getByRole('dialog', { name: 'Make a video' });
  const thread = page.getByRole('complementary', { name: 'Thread' });
  const messages = page.getByRole('log', { name: 'Messages', exact: true }).getByRole('article');

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
  const message = (...words: (string | RegExp)[]) =>
    words.reduce((found: Locator, hasText) => found.filter({ hasText }), messages);

  return {
    ...{ form, thread, goesTo, writes, opensForm, sends, message },
    /** Submits the form as it opens; resolves with the card once it shows `state`. */
    makes: async (script: string, state: RegExp) => {
      await opensForm(script);
      await sends();
      const card = message(script, state);
      await card.waitFor();
      return card;
    },
    /** `sees` runs while the options are visible. */
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
    tabsTo: async (target: Locator) => {
      await target.waitFor();
      for (let presses = 0; presses < MAX_TABS; presses += 1) {
        if (await target.evaluate((each) => each.matches(':focus'))) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${target} is out of the keyboard's reach`);
    },
    /** The new tab that a press opens. */
    opens: async (press: Promise<void>) => {
      const [tab] = await Promise.all([page.context().waitForEvent('page'), press]);
      return tab;
    },
  };
}

/** Resolves once a numeric property of an element is above `least`. */
const above = (property: string, least: number) => async (element: Locator) => {
  const probe = { node: await element.elementHandle(), property, least };
  await element
    .page()
    .waitForFunction((at) => Number(Reflect.get(at.node ?? {}, at.property)) > at.least, probe);
};
/** Resolves once a video shows its first frame, so that the layout is stable. */
export const loads = above('readyState', 1);
/** Resolves once a video or a sound plays. */
export const runs = above('currentTime', 0.2);
/** Resolves once an image is loaded. */
export const shows = above('naturalWidth', 0);
