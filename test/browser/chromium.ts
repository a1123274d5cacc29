import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const DEFAULT_PATHS = [
  ...['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  ...['/usr/bin/google-chrome', '/opt/google/chrome/chrome'],
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const INSTALL = 'Install it ("apt-get install chromium" on Debian) or set CHROMIUM_PATH.';
/** Videos and samples play without a gesture. Playwright adds the other options. */
const FLAGS = ['--disable-gpu', '--autoplay-policy=no-user-gesture-required'];

/** Starts the machine's own Chromium. @throws Error that says how to install it. */
export async function startChromium(): Promise<Browser> {
  const named = process.env['CHROMIUM_PATH'];
  const executablePath = (named ? [named] : DEFAULT_PATHS).find(existsSync);
  const missing = named ? `CHROMIUM_PATH names ${named}, which is not there.` : 'No Chromium.';
  if (executablePath === undefined) throw new Error(`${missing} ${INSTALL}`);
  return chromium.launch({ executablePath, args: FLAGS });
}
