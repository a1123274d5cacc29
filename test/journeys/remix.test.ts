import { describe, expect } from 'vitest';
import { ADA_AND_APP, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { it } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const SCRIPT = 'The first version of our words';

/** A video of Ada's that has ended, with its buttons; answers its card. */
async function ended(stage: Stage, values = {}, channel = MARKETING) {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale', ...values }, { channel });
  await stage.reply('result', channel);
  await stage.cardShows(/"share"|"retry"/, channel);
  return stage.card(channel);
}
const parentLine = async (stage: Stage) => (await stage.card()).text.split('\n')[1];

describe.concurrent('remixing a result', () => {
  it.for([
    ['remix_script', 'script', {}],
    ['remix_avatar', 'avatar', { avatar: null }],
    ['remix_voice', 'voice', { voice: null }],
    ['remix_shape', 'aspect_ratio', { aspect_ratio: null }],
    ['remix_again', undefined, {}],
  ] as const)(
    '%s opens the form filled in, with that one thing to choose',
    async ([actionId, focus, open], { stage }) => {
      await ended(stage, {
        aspect_ratio: 'landscape',
        avatar: { query: 'landscape' },
        voice: { query: 'english male' },
      });
      const [order] = stage.asked();
      await stage.press(actionId);
      const form = await formOf(stage);
      const filled = ['avatar', 'voice', 'aspect_ratio'].map((id) => [id, form.chosen(id)]);
      const focused = form.blocks().filter((id) => form.said(id).includes('"focus_on_load":true'));
      expect({
        script: form.value('script'),
        ...Object.fromEntries(filled),
        focus: focused[0],
      }).toEqual({
        script: SCRIPT,
        avatar: expect.stringContaining(`:${order?.['avatar_id']}`),
        voice: order?.['voice_id'],
        aspect_ratio: 'landscape',
        focus,
        ...open,
      });
    },
  );

  it('makes a new video in the same place, whose card names the first', async ({ stage }) => {
    await ended(stage);
    await stage.press('remix_script');
    const { errors } = await (await formOf(stage)).submit({ script: 'The second version' });
    await stage.shown('result', 2);
    expect([errors, stage.asked().map(({ script }) => script), await parentLine(stage)]).toEqual([
      undefined,
      [SCRIPT, 'The second version'],
      'Remix of an earlier video: Spring sale',
    ]);
  });

  it('is for everybody who reads the channel, each as their own', async ({ stage }) => {
    await ended(stage);
    await stage.press('remix_again', { user: GRACE });
    await (await formOf(stage, GRACE)).submit();
    await stage.shown('result', 2);
    expect((await stage.card()).text).toMatch(/^<@U0GRACE001> asked for a video/);
  });

  it('a button that names a video of another channel shows nothing of it', async ({ stage }) => {
    const secret = await ended(stage, { script: 'A secret of Ada' }, ADA_AND_APP);
    const card = await ended(stage);
    // Somebody carries the id over into another channel's buttons.
    const id = `"value":"${secret.metadata?.event_payload['video_id']}"`;
    card.blocks = JSON.parse(JSON.stringify(card.blocks).replaceAll(/"value":"v_\w+"/g, id));
    const told = () =>
      stage.slack.messages(MARKETING).filter(({ text }) => /belongs to another/.test(text)).length;
    for (const action of ['remix_script', 'share']) {
      const before = told();
      await stage.press(action, { user: GRACE });
      await stage.driver.waitFor(() => told() > before);
    }
    expect(stage.slack.views.stack(GRACE)).toEqual([]);
    expect(JSON.stringify(stage.slack.messages(MARKETING))).not.toContain('A secret of Ada');
  });
});

describe.concurrent('trying a failure again', () => {
  it('opens the form as it was, and says that a lost render may have cost', async ({ stage }) => {
    await ended(stage, { script: '[fail] Words worth keeping' });
    await stage.press('retry');
    const form = await formOf(stage);
    expect([form.value('script'), form.text()]).toEqual([
      '[fail] Words worth keeping',
      expect.stringContaining('this one may cost a second time'),
    ]);
    await form.submit({ script: 'Better words' });
    await stage.shown('result', 2);
    expect(await parentLine(stage)).toBe('A new try of an earlier video: Spring sale');
  });

  it('is for its requester alone', async ({ stage }) => {
    await ended(stage, { script: '[fail] x' });
    await stage.press('retry', { user: GRACE });
    await stage.message(/^Only the one who asked for this video can do that\.$/);
    expect(stage.slack.views.stack(GRACE)).toEqual([]);
  });
});
