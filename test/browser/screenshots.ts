import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startDemoWorld } from '../../sandbox/demo-world.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { SCRIPT } from '../../sandbox/tour/form-steps.ts';
import { readOptions, runOrExit, wrong } from '../../src/lib/process/read-options.ts';
import { startChromium } from './chromium.ts';
import { createPerson, loads, shows } from './person.ts';

const USAGE = `npm run screenshots

Makes the README's images again, in light and dark, and its animation. Needs, as on Debian:
apt-get install chromium ffmpeg fonts-noto-color-emoji fonts-lato
`;
const command = readOptions(process.argv.slice(2), {});
const lacksFfmpeg = command.kind === 'run' && spawnSync('ffmpeg', ['-version']).error;
runOrExit(lacksFfmpeg ? wrong('There is no ffmpeg') : command, USAGE);

const OUT = resolve(import.meta.dirname, '../../docs/pictures');
/** The animation is small, and the texts of a narrow window stay readable. */
const NARROW = { width: 1100, height: 760 };
const SIZES = { '': { width: 1440, height: 900 }, 'phone-': { width: 390, height: 844 } };
const PHONE_PICTURES = ['form', 'thread', 'home'];
/** Screenshots have twice the size, and are stored at one and a half. */
const PNG_FILTER =
  'scale=iw*3/4:-1:flags=lanczos,split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=dither=none';
const GIF_FILTER = 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-pictures-'));
const browser = await startChromium();
const world = await startDemoWorld({
  ...{ parentEnv: process.env, socket: false, webhook: true, port: await freePort() },
  ...{ renderMs: 3_600_000, pollScale: 0.05, onLine: () => {}, onStart: () => {} },
  onGiveUp: (reason) => {
    throw new Error(reason);
  },
});
await world.lists;
const page = await browser.newPage({ viewport: NARROW, deviceScaleFactor: 2 });
page.setDefaultTimeout(timeLimit(20_000));
await page.goto(world.url);
const ada = createPerson(page);

/** The animation pauses for this many tenths of a second. */
let frames = 0;
async function frame(tenths: number): Promise<void> {
  const picture = await page.screenshot({ scale: 'css' });
  for (const end = frames + tenths; frames < end; frames += 1)
    writeFileSync(join(folder, `${frames}.png`), picture);
}
const ffmpeg = (from: string, filter: string, to: string, ...how: string[]) =>
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-y', '-framerate', '10', '-i', join(folder, from), '-lavfi', filter],
    ...[...how, join(OUT, to)],
  ]);
const finishRender = () => world.jogg.finish([...world.jogg.projects.keys()].at(-1) ?? '');
const card = ada.message('Our spring sale', 'Ready');

/** The steps from each image to the next. */
const PICTURES: Readonly<Record<string, () => Promise<unknown>>> = {
  form: async () => {
    await page.getByRole('textbox', { name: 'Message', exact: true }).click();
    await page.keyboard.type(`/jogg ${SCRIPT}`);
    await frame(15);
    await page.keyboard.press('Enter');
    await shows(ada.form.getByRole('img', { name: /^Picture of/ }));
    await frame(12);
    await ada.picks('Avatar', 'ruth', /^Ruth – Studio/, () => frame(10));
    const face = ada.form.getByRole('img', { name: /Ruth – Studio/ });
    await shows(face);
    await ada.form.getByRole('heading').click();
    await face.scrollIntoViewIfNeeded();
    await frame(15);
  },
  thread: async () => {
    await ada.sends();
    await ada.message('Our spring sale', 'In progress', /Just started/).waitFor();
    await frame(15);
    await finishRender();
    await shows(card.getByRole('img', { name: /^Cover/ }));
    await ada.opensThread(card);
    await page.mouse.move(0, 0);
    await loads(ada.thread.locator('video'));
    for (let tenth = 0; tenth < 35; tenth += 1) {
      // A video may still be blank after it is loaded or after a seek.
      await page.evaluate(`new Promise((seen) => {
        const film = document.querySelector('[aria-label="Thread"] video');
        film.requestVideoFrameCallback(seen);
        film.currentTime = ${tenth / 10 + 0.01};
      })`);
      await frame(1);
    }
    await frame(20);
    ffmpeg('%d.png', GIF_FILTER, 'jogg.gif');
  },
  share: () => card.getByRole('button', { name: 'Share' }).click(),
  failed: async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close thread' }).click();
    world.jogg.outcome({ render: 'fail', reason: 'The avatar is not available' });
    await ada.makes('Meet our new colleagues from the Lisbon office.', /In progress/);
    await finishRender();
    const failed = ada.message('Jogg couldn’t render');
    await failed.getByRole('button', { name: /repl(y|ies)/ }).waitFor();
  },
  home: async () => {
    await ada.makes('Three things to know before you book your holiday.', /In progress/);
    await ada.goesTo('Jogg · Home');
    await page.getByRole('heading', { name: /^Ready/ }).waitFor();
  },
};
try {
  for (const [name, show] of Object.entries(PICTURES)) {
    await page.setViewportSize(NARROW);
    await show();
    for (const [prefix, size] of Object.entries(SIZES))
      for (const colorScheme of ['dark', 'light'] as const) {
        if (prefix !== '' && !PHONE_PICTURES.includes(name)) continue;
        await page.setViewportSize(size);
        await page.emulateMedia({ colorScheme });
        await page.mouse.move(0, 0);
        await page.evaluate(`document.querySelector('.modal-body')?.scrollTo(0, 0)`);
        await page.screenshot({ path: join(folder, 'still.png') });
        ffmpeg('still.png', PNG_FILTER, `${prefix}${name}-${colorScheme}.png`, '-pred', 'mixed');
      }
  }
} finally {
  await world.stop();
  await browser.close();
  rmSync(folder, { recursive: true });
}
