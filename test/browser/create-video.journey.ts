import { describe, expect } from 'vitest';
import { loads, runs, shows } from './person.ts';
import { createStage } from './stage.ts';

const { journey, paid } = createStage();

describe('in a browser: a person makes a video', () => {
  journey('they search for an avatar, see it, hear a voice, and play the video', async (scene) => {
    const { ada } = scene;
    await ada.opensForm('Our spring sale begins on Monday. Come early.');
    await ada.picks('Avatar', 'kenji', /^Kenji – Office/);
    await shows(ada.form.getByRole('img', { name: /Kenji – Office/ }));
    const sample = await ada.opens(ada.form.getByRole('link', { name: /^Listen to / }).click());
    await runs(sample.locator('video'));
    await sample.close();
    expect(paid()).toBe(0);
    await ada.sends();
    const card = ada.message('Our spring sale', 'Ready');
    await shows(card.getByRole('img', { name: /^Cover of the AI-generated video/ }));
    await ada.opensThread(card);
    const film = ada.thread.locator('video');
    await loads(film);
    await film.click();
    await runs(film);
    expect(paid()).toBe(1);
  });

  journey('an error appears under its field and disappears after the correction', async (scene) => {
    const { page, ada } = scene;
    await ada.opensForm('');
    await ada.form.getByRole('button', { name: 'Make video' }).click();
    const alert = ada.form.getByRole('alert');
    await alert.filter({ hasText: 'Please complete this required field.' }).waitFor();
    const script = ada.form.getByRole('textbox', { name: 'Script' });
    expect(await script.getAttribute('aria-describedby')).toBe(await alert.getAttribute('id'));
    expect(paid()).toBe(0);
    await script.click();
    await page.keyboard.type('Right this time.');
    await alert.waitFor({ state: 'hidden' });
    await ada.sends();
    await ada.message('Right this time.', 'Ready').waitFor();
  });

  journey('a mention in a thread offers a button, and the video arrives there', async (scene) => {
    const { page, ada } = scene;
    await ada.writes('Who makes a video of this?');
    const root = ada.message('Who makes a video of this?');
    await root.hover();
    await root.getByRole('button', { name: 'Reply in thread' }).click();
    await ada.writes('@Jogg can you?', 'Reply in thread');
    await page.getByRole('button', { name: 'Make a video here' }).click();
    await ada.form.getByRole('textbox', { name: 'Script' }).fill('Hello, thread.');
    await ada.sends();
    await ada.thread.getByRole('article').filter({ hasText: 'your video is ready' }).waitFor();
  });

  journey('with only the keyboard they make, play and share a video', async ({ page, ada }) => {
    const { keyboard } = page;
    const { form, thread, tabsTo } = ada;
    const firstOption = page.getByRole('listbox').getByRole('option').first();
    const listed = page.locator('body:not(:has([aria-busy]))');
    await tabsTo(page.getByRole('textbox', { name: 'Message' }));
    await keyboard.type('/jo');
    await keyboard.press('Tab');
    await keyboard.type('No mouse was moved for this.');
    await keyboard.press('Enter');
    await form.waitFor();
    await tabsTo(form.getByRole('combobox', { name: 'Avatar', exact: true }));
    await keyboard.press('ArrowDown');
    await firstOption.waitFor();
    const late = Promise.withResolvers<void>();
    await page.route('**/_sandbox/suggest', (route) => late.promise.then(() => route.continue()));
    await keyboard.type('kenji');
    // Too early: the list does not match the text yet.
    await keyboard.press('Enter');
    late.resolve();
    await firstOption.filter({ hasText: 'Kenji' }).waitFor();
    await listed.waitFor();
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
    await listed.waitFor();
    await keyboard.press('Enter');
    await tabsTo(share.getByRole('button', { name: 'Share' }));
    await keyboard.press('Enter');
    await share.waitFor({ state: 'hidden' });
    await tabsTo(page.getByRole('button', { name: 'general' }));
    await keyboard.press('Enter');
    await ada.message('Ada Lovelace shared a video of').waitFor();
  });
});
