import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

/** What a person reads and does in the Home tab, from its opening with these words on. */
async function homeOf(stage: Stage, begins: RegExp, user = ADA) {
  const view = () => stage.slack.views.home(user);
  const words = () => JSON.stringify(view()?.blocks ?? '');
  const shows = (pattern: RegExp) => stage.driver.waitFor(() => pattern.test(words()));
  const open = async (pattern: RegExp) => {
    await stage.driver.openHome({ user });
    await shows(pattern);
  };
  /** Presses the last button of this action. */
  const press = (actionId: string, selected: string | null = null) => {
    const block = view()?.blocks.findLast((each) => JSON.stringify(each).includes(`"${actionId}"`));
    const blockId = block?.block_id ?? '';
    const value = new RegExp(`"(${selected}:[^"]+)"`).exec(JSON.stringify(block))?.[1] ?? selected;
    return stage.driver.click({
      ...{ viewId: view()?.id ?? '', actionId, blockId, user, selected: value },
    });
  };
  await open(begins);
  return { words, shows, open, press };
}

describe.concurrent('the Home tab', () => {
  it('of somebody new says how to begin, and its example makes a video', async ({ stage }) => {
    const home = await homeOf(stage, /Try an example/);
    await home.press('home_example');
    const { errors } = await (await stage.form()).submit({ conversation: MARKETING });
    await stage.shown('result');
    await home.open(/Done \(1\)/);
    await home.shows(/This month: 1 video, about 1 credit/);
    expect(errors).toBe(undefined);
  });

  it('shows my videos in groups with covers, and nobody sees those of others', async ({
    stage,
  }) => {
    await stage.make({ video_name: 'Works well' });
    await stage.make({ video_name: 'Never works', script: '[fail] no' });
    await stage.shown('result', 2);
    const home = await homeOf(stage, /Done \(1\)/);
    const graces = await homeOf(stage, /Try an example/, GRACE);
    expect(home.words()).toMatch(
      /Came to nothing \(1\)[\s\S]*Never works[\s\S]*"retry"[\s\S]*Done \(1\)[\s\S]*Works well[\s\S]*"image"[\s\S]*Cover of the AI-generated video “Works well”[\s\S]*"share"/,
    );
    expect(home.words()).toMatch(/Your last choices, filled in next time: /);
    expect(graces.words()).not.toMatch(/works/i);
    await home.press('home_search', 'NEVER');
    await home.shows(/^(?!.*Done \(1\)).*Came to nothing \(1\)/);
    await home.press('home_search', 'autumn');
    await home.shows(/None of your videos has “autumn”/);
    await home.press('home_clear');
    await home.shows(/Done \(1\)/);
  });

  journey({ jogg: { renderMs: 60_000 } })('cancels, and shows that it did', async ({ stage }) => {
    await stage.make({ video_name: 'Too early' });
    await stage.moved('rendering');
    const home = await homeOf(stage, /Under way \(1\)/);
    await home.press('cancel');
    await home.shows(/Came to nothing \(1\)/);
    expect((await stage.form()).text()).toMatch(/is being cancelled/);
  });

  it('remixes, shares, and opens a form that asks for the channel', async ({ stage }) => {
    await stage.make({ video_name: 'Spring sale', script: 'Words to be kept' });
    await stage.shown('result');
    const home = await homeOf(stage, /Done \(1\)/);
    await home.press('remix', 'script');
    const form = await stage.form();
    expect(form.text()).toContain('Words to be kept');
    await form.submit();
    await stage.shown('result', 2);
    await home.open(/Done \(2\)/);
    await home.press('share');
    await (await stage.form()).submit({ conversation: GENERAL });
    await stage.message(/shared a video: Spring sale/, GENERAL);
    await home.press('home_make');
    await (await stage.form()).shows('conversation');
  });
});
