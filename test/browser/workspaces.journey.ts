import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { createStage } from './stage.ts';

/** How late the page learns what a person sees, as on a busy machine; typing is faster. */
const LATE_MS = 150;
const { journey, paid } = createStage({ workspaces: true });

describe('in a browser: workspaces that install the app', () => {
  journey('each allows the app, sees its own videos, and can remove it', async (scene) => {
    const { page, ada, world } = scene;
    await page.route('**/_sandbox/state*', async (route) => {
      await delay(LATE_MS);
      await route.continue();
    });
    const rail = page.getByRole('group', { name: 'Workspaces' });
    const goesOver = (name: RegExp) => rail.getByRole('button', { name }).click();
    const allows = async (words: RegExp) => {
      const tab = await ada.opens(page.getByRole('link', { name: 'Add to Slack' }).click());
      await tab.getByRole('heading', { name: words }).waitFor();
      await tab.getByRole('button', { name: 'Allow' }).click();
      await tab.getByRole('heading', { name: /is installed/ }).waitFor();
      await tab.close();
      await page.getByRole('link', { name: 'Add to Slack' }).waitFor({ state: 'hidden' });
    };

    await allows(/access the Sandbox Slack workspace/);
    await world.lists;
    await ada.makes('A word for the sandbox.', /Ready/);

    await page.getByRole('textbox', { name: 'Message' }).fill('/jogg Still here.');
    await goesOver(/^Northwind/);
    await ada.writes('/jogg hello');
    await page.getByRole('alert').filter({ hasText: 'not a valid command' }).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('');
    await allows(/access the Northwind Slack workspace/);
    await ada.makes('A word for Northwind.', /Ready/);
    expect(await page.getByText('A word for the sandbox.').count()).toBe(0);
    expect(paid()).toBe(2);

    await page.getByRole('button', { name: 'Northwind menu' }).click();
    await page.getByRole('menuitem', { name: /^Remove Jogg/ }).click();
    await page.getByRole('link', { name: 'Add to Slack' }).waitFor();
    await goesOver(/^Sandbox/);
    await ada.writes('');
    await ada.sends();
    await ada.message('Still here.', 'Ready').waitFor();
  });
});
