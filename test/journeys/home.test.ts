import { describe, expect, it } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const home = (stage: Stage, user = ADA) => stage.slack.views.home(user);
const words = (stage: Stage, user = ADA) => JSON.stringify(home(stage, user)?.blocks ?? '');
const opened = async (stage: Stage, pattern: RegExp, user = ADA) => {
  await stage.driver.openHome({ user });
  await stage.driver.waitFor(() => pattern.test(words(stage, user)));
};
const press = (
  stage: Stage,
  actionId: string,
  more: { blockId?: string; selected?: string } = {},
) => stage.driver.click({ viewId: home(stage)?.id ?? '', actionId, user: ADA, ...more });
const formOf = (stage: Stage) => stage.driver.waitFor(() => stage.slack.views.stack(ADA).at(-1));
const ready = (stage: Stage) =>
  until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
const results = (stage: Stage, many: number) =>
  until(() => stage.slots().filter((slot) => slot === 'result').length === many);

describe.concurrent('the Home tab', () => {
  it('of somebody new says how to begin, and its example makes a video', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await ready(stage);
    await opened(stage, /Try an example/);
    await press(stage, 'home_example');
    const view = await formOf(stage);
    const { errors } = await stage.driver.submit({
      viewId: view?.id ?? '',
      values: { conversation: MARKETING },
    });
    await results(stage, 1);
    await opened(stage, /Done \(1\)/);
    expect([errors, words(stage)]).toEqual([
      undefined,
      expect.stringMatching(/This month: 1 video, about 1 credit/),
    ]);
  });

  it('shows my videos in groups with covers, and nobody sees those of others', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await ready(stage);
    await stage.make({ video_name: 'Works well' });
    await stage.make({ video_name: 'Never works', script: '[fail] no' });
    await results(stage, 2);
    await opened(stage, /Done \(1\)/);
    await opened(stage, /Try an example/, GRACE);
    expect(words(stage)).toMatch(
      /Came to nothing \(1\)[\s\S]*Never works[\s\S]*"retry"[\s\S]*Done \(1\)[\s\S]*Works well[\s\S]*"image"[\s\S]*Cover of the video “Works well”[\s\S]*"share"/,
    );
    expect(words(stage)).toMatch(/Your last choices, filled in next time: /);
    expect(words(stage, GRACE)).not.toMatch(/works/i);
  });

  it('finds a video by a word, and shows all again', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await ready(stage);
    await stage.make({ video_name: 'Spring sale' });
    await stage.make({ video_name: 'Summer sale' });
    await results(stage, 2);
    await opened(stage, /Done \(2\)/);
    await press(stage, 'home_search', { selected: 'SUMMER' });
    await stage.driver.waitFor(() => /Done \(1\)/.test(words(stage)));
    const found = words(stage);
    await press(stage, 'home_search', { selected: 'autumn' });
    await stage.driver.waitFor(() => /None of your videos has “autumn”/.test(words(stage)));
    await press(stage, 'home_clear');
    await stage.driver.waitFor(() => /Done \(2\)/.test(words(stage)));
    expect([/Summer sale/.test(found), /Spring sale/.test(found)]).toEqual([true, false]);
  });

  it('cancels, and shows at once that it did', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 60_000 } });
    await ready(stage);
    await stage.make({ video_name: 'Too early' });
    await until(() =>
      stage.lines.some(
        ({ event, fields }) => event === 'video_moved' && fields['to'] === 'rendering',
      ),
    );
    await opened(stage, /Under way \(1\)/);
    await press(stage, 'cancel');
    await stage.driver.waitFor(() => /Came to nothing \(1\)/.test(words(stage)));
    expect(JSON.stringify((await formOf(stage))?.blocks)).toMatch(/is being cancelled/);
  });

  it('remixes and shares from there', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await ready(stage);
    await stage.make({ video_name: 'Spring sale', script: 'Words to be kept' });
    await results(stage, 1);
    await opened(stage, /Done \(1\)/);
    await press(stage, 'remix_script');
    const form = await formOf(stage);
    expect(JSON.stringify(form?.blocks)).toContain('Words to be kept');
    await stage.driver.submit({ viewId: form?.id ?? '' });
    await results(stage, 2);
    await opened(stage, /Done \(2\)/);
    const [last] = (home(stage)?.blocks ?? []).filter((block) =>
      JSON.stringify(block).includes('"share"'),
    );
    await press(stage, 'share', { blockId: last?.block_id ?? '' });
    const share = await formOf(stage);
    await stage.driver.submit({ viewId: share?.id ?? '', values: { conversation: GENERAL } });
    const shared = await stage.driver.waitFor(() =>
      stage.slack.messages(GENERAL).find((each) => each.blocks?.[0]?.block_id === 'share'),
    );
    expect(shared?.text).toMatch(/shared a video: Spring sale/);
  });

  it('its button opens a form that asks for the channel', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await ready(stage);
    await opened(stage, /Make a video/);
    await press(stage, 'home_make');
    expect((await formOf(stage))?.blocks.map(({ block_id }) => block_id)).toContain('conversation');
  });
});
