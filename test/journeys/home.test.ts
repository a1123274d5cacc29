import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const home = (stage: Stage, user = ADA) => stage.slack.views.home(user);
const words = (stage: Stage, user = ADA) => JSON.stringify(home(stage, user)?.blocks ?? '');
const shows = (stage: Stage, pattern: RegExp, user = ADA) =>
  stage.driver.waitFor(() => pattern.test(words(stage, user)));
const opened = async (stage: Stage, pattern: RegExp, user = ADA) => {
  await stage.driver.openHome({ user });
  await shows(stage, pattern, user);
};
const press = (
  stage: Stage,
  actionId: string,
  more: { blockId?: string; selected?: string } = {},
) => stage.driver.click({ viewId: home(stage)?.id ?? '', actionId, user: ADA, ...more });

describe.concurrent('the Home tab', () => {
  it('of somebody new says how to begin, and its example makes a video', async ({ stage }) => {
    await opened(stage, /Try an example/);
    await press(stage, 'home_example');
    const { errors } = await (await formOf(stage)).submit({ conversation: MARKETING });
    await stage.shown('result', 1);
    await opened(stage, /Done \(1\)/);
    expect([errors, words(stage)]).toEqual([
      undefined,
      expect.stringMatching(/This month: 1 video, about 1 credit/),
    ]);
  });

  it('shows my videos in groups with covers, and nobody sees those of others', async ({
    stage,
  }) => {
    await stage.make({ video_name: 'Works well' });
    await stage.make({ video_name: 'Never works', script: '[fail] no' });
    await stage.shown('result', 2);
    await opened(stage, /Done \(1\)/);
    await opened(stage, /Try an example/, GRACE);
    expect(words(stage)).toMatch(
      /Came to nothing \(1\)[\s\S]*Never works[\s\S]*"retry"[\s\S]*Done \(1\)[\s\S]*Works well[\s\S]*"image"[\s\S]*Cover of the video “Works well”[\s\S]*"share"/,
    );
    expect(words(stage)).toMatch(/Your last choices, filled in next time: /);
    expect(words(stage, GRACE)).not.toMatch(/works/i);
  });

  it('finds a video by a word, and shows all again', async ({ stage }) => {
    await stage.make({ video_name: 'Spring sale' });
    await stage.make({ video_name: 'Summer sale' });
    await stage.shown('result', 2);
    await opened(stage, /Done \(2\)/);
    await press(stage, 'home_search', { selected: 'SUMMER' });
    await shows(stage, /Done \(1\)/);
    const found = words(stage);
    await press(stage, 'home_search', { selected: 'autumn' });
    await shows(stage, /None of your videos has “autumn”/);
    await press(stage, 'home_clear');
    await shows(stage, /Done \(2\)/);
    expect([/Summer sale/.test(found), /Spring sale/.test(found)]).toEqual([true, false]);
  });

  journey({ jogg: { renderMs: 60_000 } })(
    'cancels, and shows at once that it did',
    async ({ stage }) => {
      await stage.make({ video_name: 'Too early' });
      await stage.moved('rendering');
      await opened(stage, /Under way \(1\)/);
      await press(stage, 'cancel');
      await shows(stage, /Came to nothing \(1\)/);
      expect((await formOf(stage)).text()).toMatch(/is being cancelled/);
    },
  );

  it('remixes and shares from there', async ({ stage }) => {
    await stage.make({ video_name: 'Spring sale', script: 'Words to be kept' });
    await stage.shown('result', 1);
    await opened(stage, /Done \(1\)/);
    await press(stage, 'remix_script');
    const form = await formOf(stage);
    expect(form.text()).toContain('Words to be kept');
    await form.submit();
    await stage.shown('result', 2);
    await opened(stage, /Done \(2\)/);
    const last = home(stage)?.blocks.find((block) => JSON.stringify(block).includes('"share"'));
    await press(stage, 'share', { blockId: last?.block_id ?? '' });
    await (await formOf(stage)).submit({ conversation: GENERAL });
    await stage.message(/shared a video: Spring sale/, GENERAL);
  });

  it('its button opens a form that asks for the channel', async ({ stage }) => {
    await opened(stage, /Make a video/);
    await press(stage, 'home_make');
    expect((await formOf(stage)).blocks()).toContain('conversation');
  });
});
