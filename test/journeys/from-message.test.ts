import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../../sandbox/slack/seed.ts';
import type { NewMessage } from '../../sandbox/slack/world.ts';
import { journey, it as onUsual } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const it = journey({ webhook: false });
const choose = (stage: Stage, ts: string, user = ADA, channel = MARKETING) =>
  stage.driver.shortcut({ user, callbackId: 'make_video_from_message', message: { channel, ts } });
/** The shortcut on a message; a view that waits for names becomes the form. */
async function formOn(stage: Stage, ts: string, user = ADA) {
  await choose(stage, ts, user);
  const form = await stage.form(user);
  await form.shows('script');
  return { script: form.value('script'), notice: form.line('notice') };
}
const write = (stage: Stage, content: object, channel = MARKETING) =>
  stage.driver.write(channel, { user: GRACE, text: '', ...content } as NewMessage);

describe.concurrent('“Make a video from this”', () => {
  it.for([
    [
      { text: 'Thanks <@U0LINUS001>, see <#C0GENERAL1> and <!subteam^S0SALESTEAM> at 9:00' },
      'Thanks Linus, see general and Sales team at 9:00',
      null,
    ],
    [
      { files: [{ id: 'F1', name: 'a.png', title: 'a', url_private: 'x', mimetype: 'image/png' }] },
      null,
      'This message has only an image. Write what the avatar should say.',
    ],
  ] as const)('%j fills in %j', async ([content, script, notice], { stage }) => {
    const { ts } = write(stage, content);
    expect(await formOn(stage, ts)).toEqual({ script, notice });
  });

  it('names that are late come behind a view that waits', async ({ stage }) => {
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_100 });
    const { ts } = write(stage, { text: 'Welcome <@U0GRACE001>!' });
    expect((await formOn(stage, ts)).script).toBe('Welcome Grace!');
    const views = stage.slack.log.filter(({ method }) => method.startsWith('views.'));
    const shown = views.map(({ method, arguments: { view } }) => [
      method,
      (view as { callback_id: string }).callback_id,
    ]);
    expect(shown.slice(0, 2)).toEqual([
      ['views.open', 'notice'],
      ['views.update', 'create_video'],
    ]);
  });
});

describe.concurrent('“Make a video from this” on a message of the app itself', () => {
  onUsual('card and result give the script of their video, in their channel', async ({ stage }) => {
    const script = 'Our spring sale begins on Monday';
    const { ts } = await stage.video({ script });
    const { ts: root, type: _, ...card } = await stage.card();
    expect((await formOn(stage, root)).script).toBe(script);
    expect((await formOn(stage, ts, GRACE)).script).toBe(script);
    // A copy in another channel, as a program might make it.
    const copy = write(stage, card, GENERAL);
    const { viewId, ephemeral } = await choose(stage, copy.ts, LINUS, GENERAL);
    const said = ephemeral.map(({ text }) => text);
    expect([viewId, said]).toEqual([undefined, ['This video belongs to another channel.']]);
  });
});
