import { describe, expect } from 'vitest';
import { GRACE } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const SCRIPT = 'The first version of our words';

/** Makes a video of Ada's and waits for its end; returns its card, with the buttons. */
async function makeEndedVideo(stage: Stage, values = {}) {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale', ...values });
  await stage.cardShows(/"share"|"retry"/);
  return stage.card();
}
const parentLine = async (stage: Stage) => (await stage.card()).text.split('\n')[2];

describe.concurrent('remixing a result', () => {
  it('opens the prefilled form with the focus on the chosen part', async ({ stage }) => {
    const choice = { avatar: { query: 'landscape' }, voice: { query: 'english male' } };
    await makeEndedVideo(stage, { ...choice, aspect_ratio: 'landscape' });
    const [{ avatar_id, voice_id } = {}] = stage.orders();
    const forms: Record<string, unknown> = {};
    for (const what of ['script', 'avatar', 'voice', 'shape']) {
      await stage.remix(what);
      const form = await stage.form();
      const [avatar, voice, shape] = ['avatar', 'voice', 'aspect_ratio'].map(form.chosen);
      const focus = form.blocks().find((id) => form.json(id).includes('"focus_on_load":true'));
      forms[what] = [form.value('script'), avatar?.split(':')[1], voice, shape, focus];
      await stage.driver.close({ viewId: form.viewId });
    }
    const id = String(avatar_id);
    expect(forms).toEqual({
      script: [SCRIPT, id, voice_id, 'landscape', 'script'],
      avatar: [SCRIPT, undefined, voice_id, 'landscape', 'avatar'],
      voice: [SCRIPT, id, null, 'landscape', 'voice'],
      shape: [SCRIPT, id, voice_id, null, 'aspect_ratio'],
    });
  });

  it('with “Again” names the price, then makes the same video once more', async ({ stage }) => {
    await makeEndedVideo(stage);
    await stage.remix('again', { user: GRACE });
    const question = await stage.form(GRACE);
    expect(question.text()).toContain('makes the same video once more and costs 1 credit.');
    expect(stage.paid().length).toBe(1);
    const { delivery } = await question.submit();
    await stage.driver.deliverAgain(delivery?.id ?? '');
    await stage.shown('result', 2);
    const [first, second] = stage.orders();
    expect([second, stage.paid().length]).toEqual([first, 2]);
    expect((await stage.card()).text).toMatch(/^✅ Ready · Spring sale · <@U0GRACE001>/);
  });
});

describe.concurrent('retrying a failed video', () => {
  it('opens the form as it was, and says that it may cost a second time', async ({ stage }) => {
    await makeEndedVideo(stage, { script: '[fail] Words worth keeping' });
    await stage.press('retry');
    const form = await stage.form();
    expect(form.value('script')).toBe('[fail] Words worth keeping');
    expect(form.text()).toContain('This one may cost a second time');
    await form.submit({ script: 'Better words' });
    await stage.shown('result', 2);
    expect(await parentLine(stage)).toMatch(/ · New try of “Spring sale”$/);
  });
});
