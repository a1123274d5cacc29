/**
 * Makes the README's pictures anew, in light and dark, and the moving one: `npm run screenshots`.
 * Needs a Chromium, ffmpeg, which makes the files small, and Slack's font and emoji (on Debian:
 * `apt-get install chromium ffmpeg fonts-noto-color-emoji fonts-lato`).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startDemoWorld } from '../../sandbox/demo-world.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { patience } from '../../sandbox/patience.ts';
import { startChromium } from './chromium.ts';
import { createPerson, loads, shows } from './person.ts';

const OUT = resolve(import.meta.dirname, '../../docs/pictures');
const SCRIPT =
  'Our spring sale begins on Monday. Come early: the first hundred visitors get a gift.';
/** A moving picture is small: of a narrow window its words can still be read. */
const NARROW = { width: 1100, height: 760 };
const WINDOW = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** Pictures are taken at twice their size, and kept at one and a half. */
const STILL =
  'scale=iw*3/4:-1:flags=lanczos,split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=dither=none';
const MOVING = 'split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=none:diff_mode=rectangle';
const FILM = '[aria-label="Thread"] video';
/** How much of it the moving picture shows. */
const FILM_S = 3.5;

const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-pictures-'));
const browser = await startChromium();
const world = await startDemoWorld({
  outer: process.env,
  socket: false,
  webhook: true,
  port: await freePort(),
  renderMs: 3_600_000,
  pollScale: 0.05,
  onLine: () => {},
  onStart: () => {},
  onGiveUp: (reason) => {
    throw new Error(reason);
  },
});
try {
  await world.lists;
  const page = await browser.newPage({ viewport: NARROW, deviceScaleFactor: 2 });
  page.setDefaultTimeout(patience(20_000));
  await page.goto(world.url);
  await takeAll(page);
} finally {
  await world.stop();
  await browser.close();
  rmSync(folder, { recursive: true });
}

async function takeAll(page: Page): Promise<void> {
  const ada = createPerson(page);
  /** What code says of the film in the thread. */
  const ofFilm = (code: string) =>
    page.evaluate<number>(`(async (film) => await ${code})(document.querySelector('${FILM}'))`);
  const frames: string[] = [];
  /** Takes a frame, which stands for so many seconds, as may be known only once it is taken. */
  const frame = async (seconds: number | (() => Promise<number>)) => {
    const file = join(folder, `${frames.length}.png`);
    await page.screenshot({ path: file, scale: 'css' });
    const stands = typeof seconds === 'number' ? seconds : await seconds();
    frames.push(`file '${file}'\nduration ${stands}`);
  };
  await page.getByRole('textbox', { name: 'Message', exact: true }).click();
  await page.keyboard.type(`/jogg ${SCRIPT}`);
  await frame(1.5);
  await page.keyboard.press('Enter');
  await shows(ada.form.getByRole('img', { name: /^Picture of/ }));
  await frame(1.2);
  await ada.form.getByRole('combobox', { name: 'Avatar', exact: true }).click();
  await page.keyboard.type('ruth');
  const found = page.getByRole('listbox').getByRole('option').first();
  await found.filter({ hasText: 'Ruth' }).waitFor();
  await frame(1);
  await page.getByRole('option', { name: /^Ruth – Studio/ }).click();
  const face = ada.form.getByRole('img', { name: /Ruth – Studio/ });
  await shows(face);
  await ada.form.getByRole('heading').click();
  await face.scrollIntoViewIfNeeded();
  await frame(1.5);
  await still(page, 'form', true);
  await ada.sends();
  await ada.message('Our spring sale', 'In progress', /Just started/).waitFor();
  await frame(1.5);
  await finishes();
  const card = ada.message('Our spring sale', 'Ready');
  await shows(card.getByRole('img', { name: /^Cover/ }));
  await ada.opensThread(card);
  await page.mouse.move(0, 0);
  await loads(ada.thread.locator('video'));
  // A film that is loaded may still be blank.
  await ofFilm(`new Promise((seen) => {
    film.requestVideoFrameCallback(seen);
    film.currentTime = 0.01;
  })`);
  await frame(1);
  // Slowly, so that enough frames of it are seen.
  await ofFilm('Object.assign(film, { playbackRate: 0.25 }).play()');
  for (let at = 0; at < FILM_S; )
    await frame(async () => {
      const before = at;
      at = await ofFilm('film.currentTime');
      return at - before;
    });
  await ofFilm('film.pause()');
  await frame(2);
  writeFileSync(join(folder, 'frames'), frames.join('\n'));
  const list = ['-f', 'concat', '-safe', '0', '-i', join(folder, 'frames')];
  ffmpeg(...list, '-lavfi', MOVING, to('jogg.gif'));
  await still(page, 'thread', true);

  await card.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('dialog').waitFor();
  await still(page, 'share');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close thread' }).click();
  world.jogg.outcome({ render: 'fail', reason: 'The avatar is not available' });
  await ada.makes('Meet our new colleagues from the Lisbon office.', /In progress/);
  await finishes();
  const failed = ada.message('Jogg couldn’t render');
  await failed.getByRole('button', { name: /repl(y|ies)/ }).waitFor();
  await still(page, 'failed');
  await ada.makes('Three things to know before you book your holiday.', /In progress/);
  await ada.goesTo('Jogg · Home');
  await page.getByRole('heading', { name: /^Ready/ }).waitFor();
  await still(page, 'home', true);
}

/** Ends the last render. */
async function finishes(): Promise<void> {
  await world.jogg.finish([...world.jogg.projects.keys()].at(-1) ?? '');
}

/** One picture in light and one in dark, and of `alsoPhone` two more as a telephone shows it. */
async function still(page: Page, name: string, alsoPhone = false): Promise<void> {
  for (const [prefix, size] of [['', WINDOW] as const, ['phone-', PHONE] as const]) {
    if (size === PHONE && !alsoPhone) continue;
    await page.setViewportSize(size);
    await page.evaluate(`document.querySelector('.modal-body')?.scrollTo(0, 0)`);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.mouse.move(0, 0);
      const taken = join(folder, 'still.png');
      await page.screenshot({ path: taken });
      const kept = to(`${prefix}${name}-${colorScheme}.png`);
      ffmpeg('-i', taken, '-lavfi', STILL, '-pred', 'mixed', kept);
    }
  }
  await page.setViewportSize(NARROW);
}

function to(name: string): string {
  return join(OUT, name);
}

function ffmpeg(...given: string[]): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...given]);
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr}`);
}
