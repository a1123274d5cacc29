import { appendFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DemoWorld, startDemoWorld } from '../../sandbox/demo-world.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { ADA } from '../../sandbox/slack/seed.ts';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { startChromium } from './chromium.ts';
import { createPerson, type Person } from './person.ts';

/** The longest wait for one element on a quiet machine. */
const STEP_MS = 20_000;
const RENDER_MS = 400;

export type Scene = { readonly page: Page; readonly ada: Person; readonly world: DemoWorld };

/**
 * A demo for the journeys of one file: the real app and the fakes. Each journey has its own page,
 * and also fails if that page throws, logs an error or requests anything from another computer. A
 * failure names its screenshot and the app's log. `workspaces`: three workspaces, without the app.
 */
export function createStage({ workspaces = false } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'jogg-slack-browser-'));
  const log = join(folder, 'app.log');
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let browser: Browser;
  let world: DemoWorld;
  let paidBefore = 0;

  beforeAll(async () => {
    browser = await startChromium();
    world = await startDemoWorld({
      ...{ parentEnv: process.env, socket: false, webhook: true, workspaces },
      ...{ port: await freePort(), renderMs: RENDER_MS, pollScale: 0.05 },
      onLine: (line) => appendFileSync(log, `${line}\n`),
      onStart: () => {},
      onGiveUp: (reason) => failure.reject(new Error(reason)),
    });
    if (!workspaces) await world.lists;
  });
  afterAll(async () => {
    await world?.stop();
    await browser?.close();
  });

  const journey = (title: string, play: (scene: Scene) => Promise<void>): void =>
    test(title, async () => {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      context.setDefaultTimeout(timeLimit(STEP_MS));
      const problems: string[] = [];
      context.on('weberror', (each) => problems.push(String(each.error())));
      context.on('console', (each) => {
        if (each.type() === 'error') problems.push(`${each.text()} ${each.location().url}`);
      });
      context.on('request', (each) => {
        if (!IS_LOCAL.test(each.url())) problems.push(`asks for ${each.url()}`);
      });
      const page = await context.newPage();
      try {
        await page.goto(world.url);
        paidBefore += paid();
        await Promise.race([play({ page, ada: createPerson(page), world }), failure.promise]);
        expect(problems).toEqual([]);
      } catch (error) {
        const picture = join(folder, `${title.replaceAll(/\W+/g, '-').slice(0, 60)}.png`);
        await page.screenshot({ path: picture }).catch(() => {});
        const where = `The page then: ${picture}\nThe app's log: ${log}`;
        throw new Error([error, ...problems, where].join('\n'), { cause: error });
      } finally {
        await context.close();
        // Closes everything that a failed journey left open.
        for (const { id } of world.slack.views.stack(ADA))
          await world.slack.driver.close({ viewId: id });
      }
    });
  /** The number of paid requests since the journey began. */
  const paid = () =>
    world.jogg.log.filter(({ method, path }) => /^POST.*create_video/.test(method + path)).length -
    paidBefore;
  return { journey, paid };
}

const IS_LOCAL = /^(https?:\/\/127\.0\.0\.1:|data:|blob:)/;
