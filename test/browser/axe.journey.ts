import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { createStage } from './stage.ts';

const { journey } = createStage();

describe('in a browser: axe finds nothing serious', () => {
  journey('in a channel, form, picker, thread, share dialog and Home', async ({ page, ada }) => {
    const found: string[] = [];
    const look = async (surface: string) => found.push(...(await seriousOn(page, surface)));
    const card = await ada.makes('Everybody can read this.', /Ready/);
    await look('channel');
    await ada.opensThread(card);
    await look('thread');
    await card.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('dialog').waitFor();
    await look('share dialog');
    await page.keyboard.press('Escape');
    await ada.opensForm('Everybody can fill this in.');
    await look('form');
    await ada.form.getByRole('combobox', { name: 'Avatar', exact: true }).click();
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await look('picker');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await ada.goesTo('Jogg · Home');
    await page.getByRole('heading', { name: /^Ready/ }).waitFor();
    await look('Home');
    expect(found).toEqual([]);
  });
});

/** What is serious or critical in light and in dark, a line each. */
async function seriousOn(page: Page, surface: string): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${surface}, ${colorScheme}: ${id} at ${nodes.map(({ html }) => html)}`);
  }
  return found;
}
