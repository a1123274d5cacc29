import { describe, expect } from 'vitest';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../../sandbox/slack/seed.ts';
import type { NewMessage } from '../../sandbox/slack/world.ts';
import { formOf } from '../support/form.ts';
import { journey, it as onUsual } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const it = journey({ webhook: false });
const choose = (stage: Stage, ts: string, user = ADA, channel = MARKETING) =>
  stage.driver.shortcut({
    user,
    callbackId: 'make_video_from_message',
    message: { channel, ts },
  });
/** The shortcut on a message of this content; a view that waits for names becomes the form. */
async function formFrom(stage: Stage, content: Partial<NewMessage>, user = ADA) {
  const { ts } = stage.driver.write(MARKETING, { user: GRACE, text: '', ...content } as NewMessage);
  return formOn(stage, ts, user);
}
async function formOn(stage: Stage, ts: string, user = ADA) {
  await choose(stage, ts, user);
  const form = await formOf(stage, user);
  await until(() => form.blocks().includes('script'));
  return { script: form.value('script'), notice: form.notice() };
}
const placeholders = (what: string) =>
  `Slack did not tell every name: write the names where the script says ${what}.`;

describe.concurrent('“Make a video from this”', () => {
  it.for([
    [
      { text: 'Thanks <@U0LINUS001>, see <#C0GENERAL1> and <!subteam^S0SALESTEAM> at 9:00' },
      'Thanks Linus, see general and Sales team at 9:00',
      null,
    ],
    [
      {
        subtype: 'bot_message',
        bot_id: 'B1',
        attachments: [{ fallback: 'F', title: 'Disk almost full', text: 'db-1 has 4% left' }],
      },
      'Disk almost full\ndb-1 has 4% left',
      null,
    ],
    [
      { files: [{ id: 'F1', name: 'a.png', title: 'a', url_private: 'x', mimetype: 'image/png' }] },
      null,
      'This message has only an image and no words to speak. Write what the avatar should say.',
    ],
  ] as const)('%j fills in %j', async ([content, script, notice], { stage }) => {
    expect(await formFrom(stage, content as Partial<NewMessage>)).toEqual({ script, notice });
  });

  it('names that are late come behind a view that waits', async ({ stage }) => {
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_500 });
    const filled = await formFrom(stage, { text: 'Welcome <@U0GRACE001>!' });
    const shown = stage.slack.log
      .filter(({ method }) => method.startsWith('views.'))
      .map(({ method, arguments: { view } }) => [
        method,
        (view as { callback_id: string }).callback_id,
      ]);
    expect([shown.slice(0, 2), filled]).toEqual([
      [
        ['views.open', 'notice'],
        ['views.update', 'create_video'],
      ],
      { script: 'Welcome Grace!', notice: null },
    ]);
  });

  it('a view that waits and is closed stays closed, and nothing more is said', async ({
    stage,
  }) => {
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_500 });
    const { ts } = stage.driver.write(MARKETING, { user: GRACE, text: 'Hi <@U0GRACE001>' });
    const { viewId = '' } = await choose(stage, ts);
    await stage.driver.close({ viewId });
    await until(() => stage.lines.some(({ event }) => event === 'form_not_opened'));
    expect([stage.slack.views.stack(ADA), stage.slack.messages(MARKETING).length]).toEqual([[], 1]);
  });

  journey({ webhook: false, slack: { grantedScopes: ['commands', 'chat:write'] } })(
    'without the scopes for names the form opens with placeholders',
    async ({ stage }) => {
      const text = 'See <@U0GRACE001> in <#C0GENERAL1>, <!subteam^S0SALESTEAM>';
      expect(await formFrom(stage, { text })).toEqual({
        script: 'See [name] in [channel], [group]',
        notice: placeholders('“[name]” or “[channel]” or “[group]”'),
      });
    },
  );
});

describe.concurrent('“Make a video from this” on a message of the app itself', () => {
  onUsual('card and result give the script of their video, in their channel', async ({ stage }) => {
    const script = 'Our spring sale begins on Monday';
    const { ts } = await stage.video({ script });
    const card = await stage.card();
    for (const each of [card.ts, ts])
      for (const user of [ADA, GRACE])
        expect((await formOn(stage, each, user)).script).toBe(script);
    // A copy in another channel, as a program might make it.
    const { ts: _, type: __, ...copy } = card;
    const elsewhere = stage.driver.write(GENERAL, copy as NewMessage);
    const seen = await choose(stage, elsewhere.ts, LINUS, GENERAL);
    expect([seen.viewId, seen.ephemeral.map(({ text }) => text)]).toEqual([
      undefined,
      ['This video belongs to another channel.'],
    ]);
  });

  it('one that tells no video is never taken for a script', async ({ stage }) => {
    const { ts } = stage.driver.write(MARKETING, {
      user: 'U0JOGGBOT1',
      bot_id: 'B0JOGGBOT1',
      text: 'Rendering · just started',
    });
    const { viewId, ephemeral } = await choose(stage, ts);
    expect([viewId, ephemeral.map(({ text }) => text)]).toEqual([
      undefined,
      [
        'This message is the app’s own, and its video cannot be told from it. Press a button of its card instead.',
      ],
    ]);
  });
});
