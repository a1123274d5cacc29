import { describe, expect, it } from 'vitest';
import {
  ADA,
  BOARD,
  GENERAL,
  GRACE,
  LEADERSHIP,
  LINUS,
  MARKETING,
  SALES,
} from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const SCRIPT = 'Words that stay in their channel';
const done = async (stage: Stage, channel = MARKETING) => {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale' }, { channel });
  await stage.reply('result', channel);
  const card = await stage.card(channel);
  await stage.driver.waitFor(() =>
    JSON.stringify(stage.slack.thread(channel, card.ts)[0]?.blocks).includes('"share"'),
  );
  return card.ts;
};
const shareForm = async (stage: Stage, ts: string, user = ADA, channel = MARKETING) => {
  await stage.driver.click({ channel, messageTs: ts, actionId: 'share', user });
  const view = await stage.driver.waitFor(() => stage.slack.views.stack(user).at(-1));
  return view?.id ?? '';
};
const shared = (stage: Stage, channel: string) =>
  stage.slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'share');

describe.concurrent('sharing a result', () => {
  it('shows title, cover and link in another channel, once, and never the script', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const ts = await done(stage);
    const viewId = await shareForm(stage, ts);
    const { delivery } = await stage.driver.submit({ viewId, values: { conversation: GENERAL } });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    const [message, ...more] = shared(stage, GENERAL);
    expect(message?.text).toMatch(
      /^<@U0ADA00001> shared a video: Spring sale · 0:0\d long\n<http.*\.mp4\|Watch the video> \(.*\)$/,
    );
    expect(more).toEqual([]);
    expect(message?.blocks?.map(({ type }) => type)).toEqual(['rich_text', 'image', 'actions']);
    expect(JSON.stringify(message)).not.toContain(SCRIPT);
    expect(stage.slack.views.stack(ADA)).toEqual([]);
  });

  it.for([
    ['a channel without the app', SALES, /not a member of that channel.*\/invite/],
    ['a private channel without the app', BOARD, /cannot see that channel.*\/invite/],
  ] as const)(
    '%s is said under the field; after an invitation the same form works',
    async ([, channel, sentence], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd });
      const viewId = await shareForm(stage, await done(stage));
      const refused = await stage.driver.submit({ viewId, values: { conversation: channel } });
      expect(refused.errors?.['conversation']).toMatch(sentence);
      stage.slack.channels.find(({ id }) => id === channel)?.members.add('U0JOGGBOT1');
      const second = await stage.driver.submit({ viewId, values: { conversation: channel } });
      expect([second.errors, shared(stage, channel).length]).toEqual([undefined, 1]);
    },
  );

  it('where the answer of Slack is lost it is said, and not posted again', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const viewId = await shareForm(stage, await done(stage));
    stage.slack.fault({ method: 'chat.postMessage', kind: 'reset_after' });
    const { delivery } = await stage.driver.submit({ viewId, values: { conversation: GENERAL } });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    const view = stage.slack.views.stack(ADA).at(-1);
    expect([shared(stage, GENERAL).length, JSON.stringify(view?.blocks ?? delivery)]).toEqual([
      1,
      expect.stringMatching(/answer of Slack was lost/),
    ]);
  });

  it('where Slack takes its time the form says so, and then how it went', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const viewId = await shareForm(stage, await done(stage));
    stage.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2_400 });
    await stage.driver.submit({ viewId, values: { conversation: GENERAL } });
    const waiting = JSON.stringify(stage.slack.views.stack(ADA).at(-1)?.blocks);
    await stage.driver.waitFor(() =>
      /is shared/.test(JSON.stringify(stage.slack.views.stack(ADA).at(-1)?.blocks)),
    );
    expect([waiting, shared(stage, GENERAL).length]).toEqual([
      expect.stringMatching(/takes its time/),
      1,
    ]);
  });

  it('from a private channel only its requester may', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const ts = await done(stage, LEADERSHIP);
    await stage.driver.click({
      channel: LEADERSHIP,
      messageTs: ts,
      actionId: 'share',
      user: LINUS,
    });
    await stage.driver.waitFor(() =>
      stage.slack
        .messages(LEADERSHIP)
        .find(({ text }) => text === 'Only the one who asked for this video can share it.'),
    );
    expect(stage.slack.views.stack(LINUS)).toEqual([]);
  });

  it('from a public channel whoever reads it may', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const viewId = await shareForm(stage, await done(stage), GRACE);
    await stage.driver.submit({ viewId, values: { conversation: GENERAL } });
    await until(() => shared(stage, GENERAL).length === 1);
    expect(shared(stage, GENERAL)[0]?.text).toMatch(/^<@U0GRACE001> shared a video/);
  });
});
