import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { createPaidRequests } from '../../src/store/limits/paid-requests.ts';
import { openState } from '../../src/store/open-state.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const run = async (stage: Stage, text: string, user = ADA) =>
  (await stage.driver.command({ user, channel: GENERAL, text })).ephemeral[0];
const titles = (text: string) => [...text.matchAll(/^(\w+) · .+ \w+$/gm)].map(([, name]) => name);
const itRendering = journey({ jogg: { renderMs: 3_600_000 } });
const state = openState('memory:', () => {});

describe.concurrent('my videos', () => {
  itRendering('/jogg status shows me alone my videos’ states and threads', async ({ stage }) => {
    await stage.make({ video_name: 'Spring sale' });
    const { ts } = await stage.card();
    await stage.moved('rendering');
    const [answer, graces] = [await run(stage, 'status'), await run(stage, 'status', GRACE)];
    const expected = `^In progress, and failed since yesterday\n\nSpring sale · .+\n⏳ In progress · .+ · <http.*/archives/${MARKETING}/p${ts.replace('.', '')}\\|Open thread>$`;
    expect(answer?.text).toMatch(new RegExp(expected));
    expect(graces?.text).toBe('Nothing is in progress, and nothing has failed since yesterday.');
    expect([answer?.ephemeral, stage.slots(GENERAL)]).toEqual([true, []]);
  });

  it('/jogg list shows all my videos, newest first, a page at a time', async ({ stage }) => {
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six'])
      await stage.make({ video_name: name });
    await stage.shown('card', 6);
    const { ts = '', text = '' } = (await run(stage, 'list')) ?? {};
    await stage.press('list_older', { channel: GENERAL, ts });
    const older = await stage.message(/^Your videos 6–6 of 6/, GENERAL);
    expect(text).toMatch(/^Your videos 1–5 of 6, newest first\n/);
    const threads = [text, older.text].join().match(/\/archives\/\w+\/p\d+/g);
    expect(new Set(threads).size).toBe(6);
    const pages = [text, older.text].map((page) => titles(page).join());
    expect(pages).toEqual(['six,five,four,three,two', 'one']);
  });

  journey({ open: () => state })('card and status show the place in line', async ({ stage }) => {
    const perMinute = createPaidRequests({ ...state, limit: 20, windowMs: 60_000 });
    while ((await perMinute.take()) === 0);
    for (const name of ['one', 'two']) await stage.make({ video_name: name });
    await stage.cardShows(/(Next|\d\w\w) in line\. Nothing has been paid yet/);
    expect((await run(stage, 'status'))?.text).toMatch(/⏳ Waiting · (Next|\d\w\w) in line/);
  });
});
