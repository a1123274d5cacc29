import { existsSync } from 'node:fs';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's one browser is reached. */
    readonly chromium: string;
  }
}

const USUAL_PLACES = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  ...['/usr/bin/google-chrome', '/opt/google/chrome/chrome'],
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const INSTALL =
  'Install it ("apt-get install chromium" on Debian) or name its program in CHROMIUM_PATH.';

/** A film plays, and a sample sounds, without a person's finger. Playwright adds the rest. */
const FLAGS = ['--disable-gpu', '--autoplay-policy=no-user-gesture-required'];

/**
 * Starts the machine's own Chromium, reached at its `wsEndpoint()`: nothing is downloaded.
 * @throws Error saying how to install it where there is none
 */
export function startChromium(): Promise<BrowserServer> {
  const named = process.env['CHROMIUM_PATH'];
  const found = named ? [named].find(existsSync) : USUAL_PLACES.find(existsSync);
  if (found === undefined)
    throw new Error(
      `${named ? `CHROMIUM_PATH names ${named}, which does not exist.` : 'Chromium is missing.'} ${INSTALL}`,
    );
  return chromium.launchServer({ executablePath: found, args: FLAGS });
}

let server: BrowserServer | undefined;

/** Called by Vitest before the journeys. */
export async function setup(project: TestProject): Promise<void> {
  server = await startChromium();
  project.provide('chromium', server.wsEndpoint());
}

/** Called by Vitest after them. */
export async function teardown(): Promise<void> {
  await server?.close();
}
