import { describe, expect, it } from 'vitest';
import { ADA, ADA_AND_APP, BOARD, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { kindOf, onStage, type Stage, until } from '../support/stage.ts';

const state = (stage: Stage, name: string) =>
  until(() =>
    stage.lines.some(({ event, fields }) => event === 'video_moved' && fields['to'] === name),
  );

describe.concurrent('from submission to thread', () => {
  it('the card names requester, avatar, voice, shape and script, and is edited in place', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 1_500 } });
    await stage.make({ script: 'Our spring sale begins on Monday' });
    const { ts } = await stage.card();
    await state(stage, 'rendering');
    const text = () => stage.driver.threadText(MARKETING, ts);
    await until(() => /Rendering/.test(text()));
    const rendering = text();
    await stage.reply('result');
    const [root] = stage.slack.thread(MARKETING, ts);
    expect(rendering).toMatch(
      /@Ada Lovelace asked for a video\n {2}Rendering · just started[\s\S]*Avatar: .* · Voice: .* · Shape: .* · Captions: on[\s\S]*Our spring sale begins on Monday/,
    );
    expect([root?.ts, Boolean(root?.edited)]).toEqual([ts, true]);
  });

  it('a finished card carries cover, title, duration and a button; one reply mentions the requester', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ video_name: 'Spring sale' });
    const reply = await stage.reply('result');
    const root = await stage.card();
    await until(() =>
      JSON.stringify(stage.slack.thread(MARKETING, root.ts)[0]?.blocks).includes('"image"'),
    );
    const blocks = stage.slack.thread(MARKETING, root.ts)[0]?.blocks ?? [];
    expect(blocks.map(({ type }) => type)).toEqual([
      'rich_text',
      'image',
      'context',
      'rich_text',
      'actions',
    ]);
    expect(reply.text).toMatch(
      /^<@U0ADA00001> your video is ready: Spring sale · 0:0\d long\n<http.*\.mp4>$/,
    );
    expect(stage.slots()).toEqual(['card', 'result']);
  });

  it.for([
    [10105, 401, 'key', /did not accept the API key/],
    [18020, 200, 'credit', /out of credits/],
    [18025, 403, 'permission', /not allowed to do this through the API/],
    [40000, 200, 'parameter', /did not accept something in the request[\s\S]*no such voice/],
  ] as const)(
    'code %i of Jogg has its own sentence and keeps the script',
    async ([code, status, , sentence], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      stage.jogg.fault({
        kind: 'code',
        code,
        status,
        msg: 'no such voice',
        match: { path: /create_video/ },
      });
      await stage.make({ script: 'A script nobody wants to type twice' });
      const reply = await stage.reply('result');
      expect(reply.text).toMatch(sentence);
      expect(JSON.stringify(reply.blocks)).toContain('A script nobody wants to type twice');
      expect([stage.slots(), stage.jogg.projects.size]).toEqual([['card', 'result'], 0]);
    },
  );

  it('a rate limit of Jogg is waited out, and the video is made', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.fault({ kind: 'retry_after', seconds: 1, match: { path: /create_video/ } });
    await stage.make();
    await stage.reply('result');
    expect([stage.paid().length, stage.jogg.projects.size]).toEqual([2, 1]);
  });

  it('a render that fails is told on the card and in one reply, with the script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ script: '[fail] Words worth keeping' });
    const reply = await stage.reply('result');
    expect(reply.text).toMatch(/^<@U0ADA00001> Jogg could not render this video/);
    expect(JSON.stringify(reply.blocks)).toContain('Words worth keeping');
    expect(stage.slots()).toEqual(['card', 'result']);
  });

  it.for([
    ['a public channel without the app', SALES],
    ['a private channel without the app', BOARD],
  ] as const)(
    '%s costs nothing; the person reads how to fix it and can have it there',
    async ([, channel], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      await stage.make({ script: 'For the board' }, { channel });
      const told = await stage.driver.waitFor(() =>
        stage.slack.messages(ADA_AND_APP).find((each) => each.blocks?.[0]?.block_id === 'direct'),
      );
      expect(told.text).toMatch(/\/invite @Jogg[\s\S]*Nothing was paid/);
      expect(stage.paid()).toEqual([]);

      await stage.driver.click({
        channel: ADA_AND_APP,
        messageTs: told.ts,
        actionId: 'make_here',
        user: ADA,
      });
      await stage.driver.click({
        channel: ADA_AND_APP,
        messageTs: told.ts,
        actionId: 'make_here',
        user: ADA,
      });
      await stage.reply('result', ADA_AND_APP);
      expect([stage.slots(ADA_AND_APP), stage.paid().length]).toEqual([
        ['direct', 'card', 'result'],
        1,
      ]);
    },
  );

  it('after an invitation the same video can be made in its channel', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({}, { channel: SALES });
    const told = await stage.driver.waitFor(() =>
      stage.slack.messages(ADA_AND_APP).find((each) => each.blocks?.[0]?.block_id === 'direct'),
    );
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
    await stage.driver.click({
      channel: ADA_AND_APP,
      messageTs: told.ts,
      actionId: 'retry_there',
      user: ADA,
    });
    await stage.reply('result', SALES);
    expect(stage.slots(SALES)).toEqual(['card', 'result']);
  });

  it('the shortcut of a message fills the form with its words and answers in its thread', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const { ts } = await stage.driver.say({
      channel: MARKETING,
      text: 'We *launch* on <https://x.example|our page> &amp; everywhere',
    });
    const { viewId = '' } = await stage.driver.shortcut({
      callbackId: 'make_video_from_message',
      message: { channel: MARKETING, ts },
    });
    await stage.driver.submit({ viewId, values: { avatar: { query: '' }, voice: { query: '' } } });
    const reply = await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, ts).find((each) => kindOf(each) === 'result'),
    );
    expect([reply.thread_ts, stage.asked()[0]]).toEqual([
      ts,
      expect.objectContaining({ script: 'We launch on our page & everywhere' }),
    ]);
  });

  it('the global shortcut asks for a channel and shows the video there', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const { viewId = '' } = await stage.driver.shortcut({ callbackId: 'make_video' });
    const without = await stage.driver.submit({
      viewId,
      values: {
        script: 'Hello all',
        avatar: { query: '' },
        voice: { query: '' },
        conversation: MARKETING,
      },
    });
    await stage.reply('result');
    expect([without.errors, stage.slots()]).toEqual([undefined, ['card', 'result']]);
  });
});
