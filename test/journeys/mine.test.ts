import { describe, expect, it } from 'vitest';
import { ADA, BOARD, GENERAL, GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { kindOf, onStage, type Stage, until } from '../support/stage.ts';

const results = (stage: Stage, many: number) =>
  until(() => stage.slots().filter((slot) => slot === 'result').length === many);
const ask = async (stage: Stage, text: string, user = ADA, channel = GENERAL) => {
  const { ephemeral } = await stage.driver.command({ user, channel, text });
  return ephemeral[0];
};

describe.concurrent('my videos', () => {
  it('/jogg status tells how mine stand, with the way to their threads, to me alone', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 60_000 } });
    await stage.make({ video_name: 'Spring sale' });
    const { ts } = await stage.card();
    await until(() =>
      stage.lines.some(
        ({ event, fields }) => event === 'video_moved' && fields['to'] === 'rendering',
      ),
    );
    const mine = await ask(stage, 'status');
    const graces = await ask(stage, 'status', GRACE);
    expect(mine?.text).toMatch(
      new RegExp(
        `^Your videos under way, and those that lately failed\n\nSpring sale · just now\nRendering · just started, usually 2 to 5 min · <http.*/archives/${MARKETING}/p${ts.replace('.', '')}\\|open its thread>$`,
      ),
    );
    expect(graces?.text).toBe(
      'None of your videos is under way, and none has failed since yesterday.',
    );
    expect([mine?.ephemeral, stage.slots(GENERAL)]).toEqual([true, []]);
  });

  it('/jogg status tells of a video without a card by its channel, and of what failed', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ video_name: 'For the board' }, { channel: BOARD });
    await until(() =>
      stage.lines.some(({ event, fields }) => event === 'video_moved' && fields['to'] === 'failed'),
    );
    expect((await ask(stage, 'status'))?.text).toMatch(
      /For the board · just now\nFailed · Slack did not let the app post in that channel\. · in <#C0BOARD001>$/,
    );
  });

  it('/jogg list shows all of mine, newest first, a page at a time', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six'])
      await stage.make({ video_name: name });
    await results(stage, 6);
    const first = await ask(stage, 'list');
    const titles = (text = '') =>
      [...text.matchAll(/^(\w+) · just now$/gm)].map(([, name]) => name);
    expect([first?.text.split('\n')[0], titles(first?.text)]).toEqual([
      'Your videos 1–5 of 6, newest first',
      ['six', 'five', 'four', 'three', 'two'],
    ]);
    await stage.driver.click({
      channel: GENERAL,
      messageTs: first?.ts ?? '',
      actionId: 'list_older',
    });
    const second = await stage.driver.waitFor(() =>
      stage.slack.messages(GENERAL).find(({ text }) => /^Your videos 6–6 of 6/.test(text)),
    );
    expect(titles(second?.text)).toEqual(['one']);
  });

  it('while many wait for Jogg, a card says its place in line, and so does the status', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 60_000 } });
    for (let at = 0; at < 21; at += 1) await stage.make({ video_name: `video ${at}` });
    const last = () =>
      stage.slack
        .messages(MARKETING)
        .filter((each) => kindOf(each) === 'card')
        .at(-1)?.text ?? '';
    await until(() => /Queued · (next|\d\w\w) in line/.test(last()));
    const status = await ask(stage, 'status');
    expect(status?.text).toMatch(
      /Queued · (next|\d\w\w) in line for its turn at Jogg, asked for just now/,
    );
  });
});

describe.concurrent('in a thread', () => {
  it('a mention offers a button to that person alone, and the video comes into that thread', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    await until(() => stage.lines.some(({ event }) => event === 'catalogue_refreshed'));
    const root = await stage.driver.say({ channel: MARKETING, text: 'What about a video?' });
    await stage.driver.say({
      channel: MARKETING,
      user: GRACE,
      text: '<@U0JOGGBOT1> can you?',
      threadTs: root.ts,
    });
    const offer = await stage.driver.waitFor(() =>
      stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'mention'),
    );
    expect([offer?.ephemeral, offer?.thread_ts]).toEqual([true, root.ts]);
    await stage.driver.click({
      channel: MARKETING,
      messageTs: offer?.ts ?? '',
      actionId: 'make_in_thread',
      user: GRACE,
    });
    const view = await stage.driver.waitFor(() => stage.slack.views.stack(GRACE).at(-1));
    await stage.driver.submit({ viewId: view?.id ?? '', values: { script: 'Hello, thread' } });
    const reply = await stage.driver.waitFor(() =>
      stage.slack.thread(MARKETING, root.ts).find((each) => kindOf(each) === 'result'),
    );
    expect(reply?.thread_ts).toBe(root.ts);
  });

  it('a workspace that removes the app is noted', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.driver.uninstall();
    const ended = () => stage.lines.filter(({ event }) => event === 'workspace_ended');
    await until(() => ended().length === 2);
    expect(ended().map(({ fields }) => fields['how'])).toEqual(['revoked', 'uninstalled']);
  });
});
