import { describe } from 'vitest';
import { runs, shows } from './person.ts';
import { createStage } from './stage.ts';

const { journey } = createStage();

describe('in a browser: by keyboard alone', () => {
  journey('a video is asked for, chosen, sent, played and shared', async ({ page, ada }) => {
    const { keyboard } = page;
    const { form, thread, tabsTo } = ada;
    const firstOption = page.getByRole('listbox').getByRole('option').first();
    await tabsTo(page.getByRole('textbox', { name: 'Message' }));
    await keyboard.type('/jo');
    await keyboard.press('Tab');
    await keyboard.type('No mouse was moved for this.');
    await keyboard.press('Enter');
    await form.waitFor();
    await tabsTo(form.getByRole('combobox', { name: 'Avatar', exact: true }));
    await keyboard.type('kenji');
    await firstOption.filter({ hasText: 'Kenji' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await shows(form.getByRole('img', { name: /Kenji/ }));
    await tabsTo(form.getByRole('button', { name: 'Make video' }));
    await keyboard.press('Enter');
    await form.waitFor({ state: 'hidden' });
    const card = ada.message('No mouse', 'Ready');
    await tabsTo(card.getByRole('button', { name: '1 reply' }));
    await keyboard.press('Enter');
    const film = thread.locator('video');
    await tabsTo(film);
    await keyboard.press('Space');
    await runs(film);
    await tabsTo(thread.getByRole('button', { name: 'Share' }));
    await keyboard.press('Enter');
    const share = page.getByRole('dialog');
    await share.waitFor();
    await tabsTo(share.getByRole('combobox'));
    await keyboard.type('general');
    await firstOption.filter({ hasText: 'general' }).waitFor();
    await keyboard.press('Enter');
    await tabsTo(share.getByRole('button', { name: 'Share' }));
    await keyboard.press('Enter');
    await share.waitFor({ state: 'hidden' });
    await tabsTo(page.getByRole('button', { name: 'general' }));
    await keyboard.press('Enter');
    await ada.message('Ada Lovelace').waitFor();
  });
});
