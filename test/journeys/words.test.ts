import { describe, expect, it } from 'vitest';
import { ADA, GENERAL, GRACE, LINUS, MARKETING } from '../../sandbox/slack/seed.ts';
import type { NewMessage } from '../../sandbox/slack/world.ts';
import { formOf } from '../support/form-shown.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const rich = (...elements: object[]) => ({
  type: 'rich_text',
  block_id: 'r',
  elements: [{ type: 'rich_text_section', elements }],
});

/** "Make a video from this" on a message with this content. */
async function fromMessage(stage: Stage, content: Partial<NewMessage>, user = ADA) {
  const fields = { user: GRACE, text: '', ...content } as NewMessage;
  const { ts } = stage.driver.write(MARKETING, fields);
  return chosenOn(stage, ts, user);
}

async function chosenOn(stage: Stage, ts: string, user = ADA) {
  const top = () => stage.slack.views.stack(user).at(-1);
  const told = () => stage.slack.messages(MARKETING).filter((each) => each.for === user);
  const before = { id: top()?.id, told: told().length };
  await stage.driver.shortcut({
    user,
    callbackId: 'make_video_from_message',
    message: { channel: MARKETING, ts },
  });
  // A view that waits for names becomes the form.
  const isForm = () => top()?.id !== before.id && top()?.payload['callback_id'] === 'create_video';
  await stage.driver.waitFor(() => isForm() || told().length > before.told);
  return {
    viewId: isForm() ? top()?.id : undefined,
    said: told()
      .slice(before.told)
      .map(({ text }) => text),
  };
}

describe.concurrent('“Make a video from this”', () => {
  it.for([
    [{ text: 'We are open 9:00-17:00 on weekdays.' }, 'We are open 9:00-17:00 on weekdays.'],
    [
      { text: 'Welcome <@U0GRACE001>, our new head of sales!' },
      'Welcome Grace, our new head of sales!',
    ],
    [
      {
        text: 'Thanks <@U0LINUS001> and <@U0GRACE001>, see <#C0GENERAL1> and <!subteam^S0SALESTEAM>',
      },
      'Thanks Linus and Grace, see general and Sales team',
    ],
    [
      {
        subtype: 'bot_message',
        bot_id: 'B1',
        attachments: [{ fallback: 'F', title: 'Disk almost full', text: 'db-1 has 4% left' }],
      },
      'Disk almost full\ndb-1 has 4% left',
    ],
    [{ blocks: [rich({ type: 'text', text: 'We hit our target.' })] }, 'We hit our target.'],
  ] as const)('%j fills in %j', async ([content, script], { onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, webhook: false });
    await fromMessage(stage, content as Partial<NewMessage>);
    expect(formOf(stage)).toEqual({ script, notice: null });
  });

  it('names are asked for once, and are there when the form opens', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    for (const text of ['Welcome <@U0GRACE001>!', 'Bye <@U0GRACE001> and <@U0GRACE001>!'])
      await fromMessage(stage, { text });
    const asked = stage.slack.log.filter(
      (call) => call.method === 'users.info' && call.arguments['user'] === GRACE,
    );
    expect([formOf(stage).script, asked.length]).toEqual(['Bye Grace and Grace!', 1]);
  });

  it('a name that Slack does not tell is a placeholder, said above the field', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    await fromMessage(stage, { text: 'Welcome <@U0NOBODY01>!' });
    expect(formOf(stage)).toEqual({
      script: 'Welcome [name]!',
      notice: 'Slack did not tell every name: write the names where the script says “[name]”.',
    });
  });

  it('names that are late come behind a view that waits, into an untouched form', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_500 });
    await fromMessage(stage, { text: 'Welcome <@U0GRACE001>!' });
    const shown = stage.slack.log.filter(({ method }) => method.startsWith('views.'));
    expect([
      shown
        .slice(0, 2)
        .map(({ method, arguments: { view } }) => [
          method,
          (view as { callback_id: string }).callback_id,
        ]),
      formOf(stage),
    ]).toEqual([
      [
        ['views.open', 'notice'],
        ['views.update', 'create_video'],
      ],
      { script: 'Welcome Grace!', notice: null },
    ]);
  });

  it('a view that waits and is closed stays closed, and nothing more is said', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    stage.slack.fault({ method: 'users.info', kind: 'slow', ms: 1_500 });
    const { ts } = stage.driver.write(MARKETING, { user: GRACE, text: 'Hi <@U0GRACE001>' });
    const { viewId = '' } = await stage.driver.shortcut({
      callbackId: 'make_video_from_message',
      message: { channel: MARKETING, ts },
    });
    await stage.driver.close({ viewId });
    await until(() => stage.lines.some(({ event }) => event === 'form_not_opened'));
    expect([stage.slack.views.stack(ADA), stage.slack.messages(MARKETING).length]).toEqual([[], 1]);
  });

  it('without the scopes for names the form opens with placeholders', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      webhook: false,
      slack: { grantedScopes: ['commands', 'chat:write'] },
    });
    await fromMessage(stage, {
      text: 'See <@U0GRACE001> in <#C0GENERAL1>, <!subteam^S0SALESTEAM>',
    });
    expect(formOf(stage)).toEqual({
      script: 'See [name] in [channel], [group]',
      notice:
        'Slack did not tell every name: write the names where the script says “[name]” or “[channel]” or “[group]”.',
    });
  });

  it('a message with only a file opens the form empty, and says why', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    await fromMessage(stage, {
      files: [{ id: 'F1', name: 'a.png', title: 'a', url_private: 'x', mimetype: 'image/png' }],
    });
    expect(formOf(stage)).toEqual({
      script: null,
      notice:
        'This message has only an image and no words to speak. Write what the avatar should say.',
    });
  });
});

describe.concurrent('“Make a video from this” on a message of the app itself', () => {
  const SCRIPT = 'Our spring sale begins on Monday';

  it.for(['card', 'result'] as const)(
    'the %s gives the script of its video to those who may remix it',
    async (slot, { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      await stage.make({ script: SCRIPT });
      const result = await stage.reply('result');
      const { ts } = slot === 'card' ? await stage.card() : result;
      await chosenOn(stage, ts);
      await chosenOn(stage, ts, GRACE);
      expect([formOf(stage).script, formOf(stage, GRACE).script]).toEqual([SCRIPT, SCRIPT]);
    },
  );

  it('somebody who may not see its script reads a sentence instead', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ script: SCRIPT });
    await stage.reply('result');
    const card = await stage.card();
    const { ts: _, type: __, ...copy } = card;
    // A copy in another channel, as a program might make it.
    const elsewhere = stage.driver.write(GENERAL, copy as NewMessage);
    const seen = await stage.driver.shortcut({
      user: LINUS,
      callbackId: 'make_video_from_message',
      message: { channel: GENERAL, ts: elsewhere.ts },
    });
    expect([seen.viewId, seen.ephemeral.map(({ text }) => text)]).toEqual([
      undefined,
      ['This video belongs to another channel.'],
    ]);
  });

  it('a message of ours that tells no video is never taken for a script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, webhook: false });
    const { viewId, said } = await fromMessage(stage, {
      user: 'U0JOGGBOT1',
      bot_id: 'B0JOGGBOT1',
      text: 'Rendering · just started',
    });
    expect([viewId, said]).toEqual([
      undefined,
      [
        'This message is the app’s own, and its video cannot be told from it. Press a button of its card instead.',
      ],
    ]);
  });
});
