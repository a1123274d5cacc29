import { describe, expect } from 'vitest';
import { loads, runs } from './person.ts';
import { createStage } from './stage.ts';

const { journey, paid } = createStage();

/** How much of a film's picture is seen through, and how much is solid: shares of its pixels. */
const OPACITY = `(() => {
  const film = document.querySelector('video');
  const { videoWidth: width, videoHeight: height } = film;
  const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  pen.drawImage(film, 0, 0);
  const alphas = pen.getImageData(0, 0, width, height).data.filter((_, at) => at % 4 === 3);
  return [(alpha) => alpha < 16, (alpha) => alpha > 239].map(
    (is) => alphas.filter(is).length / alphas.length,
  );
})()`;

describe('in a browser: what becomes of a video', () => {
  journey('it is watched, and remixed with another avatar', async ({ page, ada }) => {
    const card = await ada.makes('Welcome to the team, everybody.', /Ready/);
    const tab = await ada.opens(card.getByRole('button', { name: 'Watch' }).click());
    await runs(tab.locator('video'));
    await tab.close();

    await card.getByRole('combobox', { name: 'Remix' }).click();
    await page.getByRole('option', { name: 'Change avatar' }).click();
    const script = ada.form.getByRole('textbox', { name: 'Script' });
    expect(await script.inputValue()).toBe('Welcome to the team, everybody.');
    await ada.picks('Avatar', 'amara', /^Amara/);
    await ada.sends();
    await ada.message('Welcome to the team, everybody.', /Ready/, /Amara/).waitFor();
    expect(paid()).toBe(2);
  });

  journey('a transparent one plays, and one sees through it beside its avatar', async (scene) => {
    const { ada } = scene;
    await ada.opensForm('Nothing is behind me.');
    await ada.form.getByRole('button', { name: 'More options' }).click();
    await ada.picks('Background', 'trans', 'Transparent WebM');
    await ada.sends();
    const card = ada.message('Nothing is behind me.', 'Ready');
    const tab = await ada.opens(card.getByRole('button', { name: 'Watch' }).click());
    const film = tab.locator('video');
    await loads(film);
    const [through = 0, solid = 0] = await tab.evaluate<number[]>(OPACITY);
    expect([through > 0.1, solid > 0.1, through + solid > 0.9]).toEqual([true, true, true]);
    await runs(film);
    await tab.close();
  });

  journey('one that is not wanted is cancelled while it renders, asked first', async (scene) => {
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

  journey(
    'one that the menu of troubles makes fail is tried again from its card',
    async (scene) => {
      const { page, ada } = scene;
      await page.getByRole('textbox', { name: 'Message' }).fill('Once more, please.');
      await page.getByRole('button', { name: 'Make something go wrong' }).click();
      await page.getByRole('menuitem', { name: 'The video fails' }).click();
      await page.keyboard.press('Enter');
      await ada.form.waitFor();
      await ada.sends();
      const card = ada.message('Once more, please.', 'Failed');
      await card.getByRole('button', { name: 'Try again' }).click();
      await ada.form.getByRole('textbox', { name: 'Script' }).fill('Once more, without trouble.');
      await ada.sends();
      await ada.message('Once more, without trouble.', 'Ready').waitFor();
    },
  );

  journey('one of which nobody knows offers its ways on, and is not paid twice', async (scene) => {
    const { ada } = scene;
    const before = paid();
    const card = await ada.makes('[lost] The line went dead.', /Unconfirmed/);
    await ada.message('The line went dead.', 'probably this one').waitFor();
    await card.getByRole('button', { name: 'Check again' }).click();
    await scene.page.getByRole('button', { name: /^It’s this one/ }).click();
    await ada.message('The line went dead.', 'Ready').waitFor();
    expect(paid() - before).toBe(1);
  });

  journey('one whose app is killed meanwhile arrives all the same, paid once', async (scene) => {
    const { ada, world } = scene;
    const before = paid();
    await ada.makes('[slow] This one survives.', /In progress/);
    await world.app.kill();
    await ada.message('This one survives.', 'Ready').waitFor();
    expect(paid() - before).toBe(1);
  });
});
