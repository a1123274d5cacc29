import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const runCommand = async (stage: Stage, text: string, user = ADA) =>
  (await stage.driver.command({ user, channel: GENERAL, text })).ephemeral[0];
const titlesIn = (text: string) =>
  [...text.matchAll(/^(\w+) · just now$/gm)].map(([, name]) => name);
const itWhileRendering = journey({ jogg: { renderMs: 60_000 } });

describe.concurrent('my videos', () => {
  itWhileRendering(
    '/jogg status shows the state and the thread of my videos to me alone',
    async ({ stage }) => {
      await stage.make({ video_name: 'Spring sale' });
      const { ts } = await stage.card();
      await stage.moved('rendering');
      const [answer, graces] = [
        await runCommand(stage, 'status'),
        await runCommand(stage, 'status', GRACE),
      ];
      expect(answer?.text).toMatch(
        new RegExp(
          `^In progress, and failed since yesterday\n\nSpring sale · just now\n⏳ In progress · Just started · <http.*/archives/${MARKETING}/p${ts.replace('.', '')}\\|Open thread>$`,
        ),
      );
      expect(graces?.text).toBe('Nothing is in progress, and nothing has failed since yesterday.');
      expect([answer?.ephemeral, stage.slots(GENERAL)]).toEqual([true, []]);
    },
  );

  it('/jogg list shows all my videos, newest first, a page at a time', async ({ stage }) => {
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six'])
      await stage.make({ video_name: name });
    const { ts = '', text = '' } = (await runCommand(stage, 'list')) ?? {};
    await stage.press('list_older', { channel: GENERAL, ts });
    const older = await stage.message(/^Your videos 6–6 of 6/, GENERAL);
    expect(text).toMatch(/^Your videos 1–5 of 6, newest first\n/);
    const pages = [text, older.text].map((page) => titlesIn(page).join());
    expect(pages).toEqual(['six,five,four,three,two', 'one']);
  });

  itWhileRendering(
    'while many videos wait for Jogg, card and status show the place in the queue',
    async ({ stage }) => {
      for (let at = 0; at < 21; at += 1) await stage.make({ video_name: `video ${at}` });
      await stage.cardShows(/(Next|\d\w\w) in line\. Nothing has been paid yet/);
      expect((await runCommand(stage, 'status'))?.text).toMatch(
        /⏳ Waiting · (Next|\d\w\w) in line/,
      );
    },
  );
});
