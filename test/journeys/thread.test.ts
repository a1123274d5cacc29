import { describe, expect } from 'vitest';
import { ADA_AND_APP, BOARD, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { it, journey } from '../support/journey.ts';
import { kindOf, type Stage, until } from '../support/stage.ts';

const inThread = (stage: Stage, ts: string) =>
  stage.driver.waitFor(() =>
    stage.slack.thread(MARKETING, ts).find((each) => kindOf(each) === 'result'),
  );

describe.concurrent('from submission to thread', () => {
  journey({ jogg: { renderMs: 1_500 } })(
    'the card names who, what and how, and is edited in place',
    async ({ stage }) => {
      await stage.make({ script: 'Our spring sale begins on Monday' });
      const { ts } = await stage.card();
      const text = () => stage.driver.threadText(MARKETING, ts);
      await until(() => /Rendering/.test(text()));
      expect(text()).toMatch(
        /@Ada Lovelace asked for a video\n {2}Rendering · just started[\s\S]*Avatar: .* · Voice: .* · Shape: .* · Captions: on[\s\S]*Our spring sale begins on Monday/,
      );
      await stage.reply('result');
      const [root] = stage.slack.thread(MARKETING, ts);
      expect([root?.ts, Boolean(root?.edited)]).toEqual([ts, true]);
    },
  );

  it('a finished card has cover and buttons; one reply mentions the requester', async ({
    stage,
  }) => {
    const reply = await stage.video({ video_name: 'Spring sale' });
    const { ts } = await stage.card();
    const blocks = () => stage.slack.thread(MARKETING, ts)[0]?.blocks?.map(({ type }) => type);
    await until(() => blocks()?.includes('image') ?? false);
    expect(blocks()).toEqual(['rich_text', 'image', 'context', 'rich_text', 'actions']);
    expect(reply.text).toMatch(
      /^<@U0ADA00001> your video is ready: Spring sale · 0:0\d long\n<http.*\.mp4>$/,
    );
    expect(stage.slots()).toEqual(['card', 'result']);
  });

  it.for([
    [
      'a render that fails',
      '[fail] Words',
      null,
      /^<@U0ADA00001> Jogg could not render this video/,
    ],
    ['a refusal', 'Words', 40000, /did not accept something in the request[\s\S]*no such voice/],
  ] as const)(
    '%s is told in one reply, with the script',
    async ([, script, code, said], { stage }) => {
      const match = { path: /create_video/ };
      if (code) stage.jogg.fault({ kind: 'code', code, status: 200, msg: 'no such voice', match });
      const { text, blocks } = await stage.video({ script: `${script} worth keeping` });
      expect([text, JSON.stringify(blocks)]).toEqual([
        expect.stringMatching(said),
        expect.stringContaining('Words worth keeping'),
      ]);
      expect(stage.slots()).toEqual(['card', 'result']);
    },
  );

  it.for([
    ['a public channel', SALES, 'retry_there'],
    ['a private channel', BOARD, 'make_here'],
  ] as const)(
    '%s without the app costs nothing; the person reads what to do, and a button does it',
    async ([, channel, actionId], { stage }) => {
      await stage.make({ script: 'For the board' }, { channel });
      const { text, ts } = await stage.message(/Nothing was paid/, ADA_AND_APP);
      expect([text, stage.paid()]).toEqual([expect.stringMatching(/\/invite @Jogg/), []]);
      const invited = actionId === 'retry_there';
      if (invited) stage.slack.channels.find(({ id }) => id === channel)?.members.add('U0JOGGBOT1');
      for (let times = 0; times < 2; times += 1)
        await stage.press(actionId, { channel: ADA_AND_APP, ts });
      const there = invited ? channel : ADA_AND_APP;
      await stage.reply('result', there);
      expect([stage.slots(there), stage.paid().length]).toEqual([
        [...(invited ? [] : ['direct']), 'card', 'result'],
        1,
      ]);
    },
  );

  it('the shortcut of a message takes its words and answers in its thread', async ({ stage }) => {
    const { ts } = await stage.driver.say({
      channel: MARKETING,
      text: 'We *launch* on <https://x.example|our page> &amp; everywhere',
    });
    const message = { channel: MARKETING, ts };
    await stage.driver.shortcut({ callbackId: 'make_video_from_message', message });
    const form = await formOf(stage);
    await form.submit({ avatar: { query: '' }, voice: { query: '' } });
    const reply = await inThread(stage, ts);
    expect([reply?.thread_ts, stage.asked()[0]?.['script']]).toEqual([
      ts,
      'We launch on our page & everywhere',
    ]);
  });

  it('the global shortcut asks for a channel and shows the video there', async ({ stage }) => {
    await stage.driver.shortcut({ callbackId: 'make_video' });
    const picked = { avatar: { query: '' }, voice: { query: '' }, conversation: MARKETING };
    const { errors } = await (await formOf(stage)).submit({ script: 'Hello all', ...picked });
    await stage.reply('result');
    expect([errors, stage.slots()]).toEqual([undefined, ['card', 'result']]);
  });
});
