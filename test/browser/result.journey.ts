import { describe, expect } from 'vitest';
import { runs } from './person.ts';
import { createStage } from './stage.ts';

const { journey, paid } = createStage();

describe('in a browser: the result of a video', () => {
  journey('a person watches it and remixes it with another avatar', async ({ page, ada }) => {
    const card = await ada.makes('Welcome to the team, everybody.', /Ready/);
    const tab = await ada.opens(card.getByRole('button', { name: 'Watch' }).click());
    await runs(tab.locator('video'));
    await tab.close();

    await card.getByRole('combobox', { name: 'Remix' }).click();
    await page.getByRole('option', { name: 'Change avatar' }).click();
    const script = ada.form.getByRole('textbox', { name: 'Script' });
    expect(await script.inputValue()).toBe('Welcome to the team, everybody.');
    // As on a busy machine, the choice reaches Slack late.
    await page.route('**/_sandbox/click', (route) => setTimeout(() => route.continue(), 1_000));
    await ada.picks('Avatar', 'amara', /^Amara/);
    await ada.sends();
    await ada.message('Welcome to the team, everybody.', /Ready/, /Amara/).waitFor();
    expect(paid()).toBe(2);
  });

  journey('a person cancels a video while it renders, after a confirmation', async (scene) => {
    const { page, ada } = scene;
    const card = await ada.makes('[never] Nobody waits for this.', /In progress/);
    const cancel = async (answer: RegExp) => {
      await card.getByRole('button', { name: 'Cancel video' }).click();
      await page.getByRole('dialog').getByRole('button', { name: answer }).click();
    };
    await cancel(/^Keep/);
    await cancel(/^Cancel/);
    await ada.message('Nobody waits for this.', 'Cancelled').waitFor();
  });

  journey('a video that the menu makes fail is retried from its card', async ({ page, ada }) => {
    const log = page.getByRole('log', { name: 'Messages', exact: true });
    await log.evaluate((each) => each.scrollTo(0, 0));
    await page.getByRole('textbox', { name: 'Message' }).fill('Once more, please.');
    await page.getByRole('button', { name: 'Make something go wrong' }).click();
    await page.getByRole('menuitem', { name: 'The video fails' }).click();
    await page.keyboard.press('Enter');
    await ada.form.waitFor();
    await ada.sends();
    const card = ada.message('Once more, please.', 'Failed');
    await card.waitFor();
    const list = await log.elementHandle();
    await page.waitForFunction((at) => at.scrollTop > at.scrollHeight - at.clientHeight - 80, list);
    await card.getByRole('button', { name: 'Try again' }).click();
    await ada.form.getByRole('textbox', { name: 'Script' }).fill('Once more, without trouble.');
    await ada.sends();
    await ada.message('Once more, without trouble.', 'Ready').waitFor();
  });
});
