import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { createStage } from './stage.ts';

const { journey } = createStage();

/** Rules that axe does not rate as serious, but that must hold. */
const ALSO_FORBIDDEN = ['heading-order', 'empty-heading', 'page-has-heading-one'];

describe('in a browser: axe finds nothing serious, headings are in order, no element overflows', () => {
  for (const width of [1_440, 390])
    journey(`on every view, ${width} pixels wide`, async ({ page, ada }) => {
      await page.setViewportSize({ width, height: 844 });
      const found: string[] = [];
      const check = async (surface: string) => {
        found.push(...(await seriousViolations(page, surface)), ...(await tooWide(page, surface)));
      };
      const card = await ada.makes(`Read on ${width} pixels.`, /Ready/);
      await check('channel');
      await card.getByRole('button', { name: 'Share' }).click();
      await page.getByRole('dialog').waitFor();
      await check('share dialog');
      await page.keyboard.press('Escape');
      await ada.opensThread(card);
      await check('thread');
      await page.getByRole('button', { name: 'Close thread' }).click();
      await ada.opensForm('');
      await ada.form.getByRole('button', { name: 'Make video' }).click();
      await ada.form.getByRole('alert').filter({ hasText: /./ }).waitFor();
      await check('form with an error');
      await ada.form.getByRole('combobox', { name: 'Avatar', exact: true }).click();
      await page.getByRole('listbox').getByRole('option').first().waitFor();
      await check('picker');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Make something go wrong' }).click();
      await check('menu of troubles');
      await page.keyboard.press('Escape');
      if (width < 1_000) await page.getByRole('button', { name: 'Channels' }).click();
      await ada.goesTo('Jogg · Home');
      await page.getByRole('heading', { name: /^Ready/ }).waitFor();
      await check('Home');
      expect(found).toEqual([]);
    });
});

async function tooWide(page: Page, surface: string): Promise<string[]> {
  const wide = await page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility() && !each.closest('.options, [hidden]'))
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 120))`);
  return wide.map((each) => `${surface}: too wide: ${each}`);
}

/** The serious or critical findings in light and dark mode, one per line. */
async function seriousViolations(page: Page, surface: string): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate<AxeResults>('axe.run()');
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical' || ALSO_FORBIDDEN.includes(id))
        found.push(`${surface}, ${colorScheme}: ${id} at ${nodes.map(({ html }) => html)}`);
  }
  return found;
}
