import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

/** Opens a person's Home tab and waits for `begins`; returns what the person can read and do. */
async function openHome(stage: Stage, begins: RegExp, user = ADA) {
  const view = () => stage.slack.views.home(user);
  const content = () => JSON.stringify(view()?.blocks ?? '');
  const shows = (pattern: RegExp) => stage.driver.waitFor(() => pattern.test(content()));
  const open = async (pattern: RegExp) => {
    await stage.driver.openHome({ user });
    await shows(pattern);
  };
  /** Presses the last button of this action. */
  const press = (actionId: string, selected: string | null = null) => {
    const block = view()?.blocks.findLast((each) => JSON.stringify(each).includes(`"${actionId}"`));
    const blockId = block?.block_id ?? '';
    const value = new RegExp(`"(${selected}:[^"]+)"`).exec(JSON.stringify(block))?.[1] ?? selected;
    const viewId = view()?.id ?? '';
    return stage.driver.click({ viewId, actionId, blockId, user, selected: value });
  };
  await open(begins);
  return { words: content, shows, open, press };
}

describe.concurrent('the Home tab', () => {
  it('of a new person says how to begin, and its example makes a video', async ({ stage }) => {
    const home = await openHome(stage, /Try an example/);
    await home.press('home_example');
    const { errors } = await (await stage.form()).submit({ conversation: MARKETING });
    await stage.shown('result');
    await home.open(/Ready \(1\)/);
    await home.shows(/This month: 1 video, about 1 credit/);
    expect(errors).toBe(undefined);
  });

  it('shows only the person’s own videos: ready, and failed ones on demand', async ({ stage }) => {
    await stage.make({ video_name: 'Works well' });
    await stage.make({ video_name: 'Never works', script: '[fail] no' });
    await stage.shown('result', 2);
    const { ephemeral } = await stage.command('status');
    expect(ephemeral[0]?.text).toMatch(/Never works · just now\n.*Failed/);
    const home = await openHome(stage, /Ready \(1\)/);
    const graces = await openHome(stage, /Try an example/, GRACE);
    expect(home.words()).toMatch(
      /Recent looks.*home_look_1.*Ready \(1\).*Works well.*"image".*Cover of the AI-generated video “Works well”.*\/archives\/C0\w+\/p\d+\|Open thread>.*"share".*Show failed or cancelled \(1\)/,
    );
    expect(home.words()).not.toContain('Never works');
    expect(graces.words()).not.toMatch(/works/i);
    await home.press('home_show_failed');
    await home.shows(/Works well.*Failed or cancelled \(1\).*Never works.*"retry".*"Hide"/);
    await home.press('home_search', 'NEVER');
    await home.shows(/^(?!.*Ready \(1\)).*Failed or cancelled \(1\).*Never works/);
    await home.press('home_clear');
    await home.shows(/Ready \(1\).*Failed or cancelled \(1\)/);
    await home.press('home_hide_failed');
    await home.shows(/^(?!.*Never works).*Show failed or cancelled \(1\)/);
  });

  journey({ jogg: { renderMs: 60_000 } })('cancels a video and says so', async ({ stage }) => {
    await stage.make({ video_name: 'Too early' });
    await stage.moved('rendering');
    const home = await openHome(stage, /In progress \(1\)/);
    await home.press('cancel');
    await home.shows(/Show failed or cancelled \(1\)/);
    expect(stage.slack.views.stack('U0ADA00001')).toEqual([]);
  });

  it('opens the form with a draft or a look, and discards a draft', async ({ stage }) => {
    await stage.make({ avatar: { query: 'public' } });
    await stage.driver.close(await stage.open('Welcome to the party'));
    const home = await openHome(stage, /You have a draft.*Welcome to the party.*home_look_1/);
    const prefilled: unknown[] = [];
    for (const action of ['home_continue_draft', 'home_look_1']) {
      await home.press(action);
      const form = await stage.form();
      prefilled.push(form.value('script'), form.chosen('avatar'));
      await stage.driver.close(form);
    }
    await stage.driver.close(await stage.open('A newer text'));
    await stage.logged('form_closed', 4);
    // The Home tab still shows the older draft.
    await home.press('home_discard_draft');
    await home.shows(/You have a draft.*A newer text/);
    await home.press('home_discard_draft');
    await home.shows(/^(?!.*You have a draft)/);
    const avatar = `public:${stage.orders()[0]?.['avatar_id']}`;
    expect(prefilled).toEqual(['Welcome to the party', avatar, null, avatar]);
  });

  it('opens the forms to remix, share and make a video in any channel', async ({ stage }) => {
    await stage.make({ video_name: 'Spring sale', script: 'Words to be kept' });
    await stage.shown('result');
    const home = await openHome(stage, /Ready \(1\)/);
    await home.press('remix', 'script');
    const form = await stage.form();
    expect(form.text()).toContain('Words to be kept');
    await form.submit();
    await stage.shown('result', 2);
    await home.open(/Ready \(2\)/);
    await home.press('share');
    await (await stage.form()).submit({ conversation: GENERAL });
    await stage.message(/shared a video: Spring sale/, GENERAL);
    await home.press('home_make');
    await (await stage.form()).shows('conversation');
  });
});
