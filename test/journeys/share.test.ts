import { describe, expect } from 'vitest';
import { BOARD, GENERAL, GRACE, LEADERSHIP, LINUS, SALES } from '../../sandbox/slack/seed.ts';
import { formOf } from '../support/form.ts';
import { it } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const SCRIPT = 'Words that stay in their channel';

/** A finished video, with its buttons. */
async function done(stage: Stage, channel?: string) {
  const where = channel === undefined ? {} : { channel };
  await stage.make({ script: SCRIPT, video_name: 'Spring sale' }, where);
  await stage.reply('result', channel);
  await stage.cardShows(/"share"/, channel);
}
async function shareForm(stage: Stage, user?: string) {
  await done(stage);
  await stage.press('share', user === undefined ? {} : { user });
  return formOf(stage, user);
}
const shared = (stage: Stage, channel: string) =>
  stage.slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'share');

describe.concurrent('sharing a result', () => {
  it('shows title, cover and link elsewhere, once, and never the script', async ({ stage }) => {
    const { delivery } = await (await shareForm(stage)).submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    const [message, ...more] = shared(stage, GENERAL);
    expect(message?.text).toMatch(
      /^<@U0ADA00001> shared a video: Spring sale · 0:0\d long\n<http.*\.mp4\|Watch the video> \(.*\)$/,
    );
    expect([more, message?.blocks?.map(({ type }) => type)]).toEqual([
      [],
      ['rich_text', 'image', 'actions'],
    ]);
    expect(JSON.stringify(message)).not.toContain(SCRIPT);
  });

  it.for([
    ['a channel', SALES, /not a member of that channel.*\/invite/],
    ['a private channel', BOARD, /cannot see that channel.*\/invite/],
  ] as const)(
    '%s without the app is said under the field; after an invitation the same form works',
    async ([, channel, sentence], { stage }) => {
      const form = await shareForm(stage);
      const refused = await form.submit({ conversation: channel });
      expect(refused.errors?.['conversation']).toMatch(sentence);
      stage.slack.channels.find(({ id }) => id === channel)?.members.add('U0JOGGBOT1');
      const second = await form.submit({ conversation: channel });
      expect([second.errors, shared(stage, channel).length]).toEqual([undefined, 1]);
    },
  );

  it('where the answer of Slack is lost it is said, and not posted again', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'reset_after' });
    const { delivery } = await form.submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    expect([shared(stage, GENERAL).length, form.text()]).toEqual([
      1,
      expect.stringMatching(/answer of Slack was lost/),
    ]);
  });

  it('where Slack takes its time the form says so, and then how it went', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2_400 });
    await form.submit({ conversation: GENERAL });
    const waiting = form.text();
    await stage.driver.waitFor(() => /is shared/.test(form.text()));
    expect([waiting, shared(stage, GENERAL).length]).toEqual([
      expect.stringMatching(/takes its time/),
      1,
    ]);
  });

  it('from a private channel only its requester may', async ({ stage }) => {
    await done(stage, LEADERSHIP);
    await stage.press('share', { channel: LEADERSHIP, user: LINUS });
    await stage.message(/^Only the one who asked for this video can share it\.$/, LEADERSHIP);
    expect(stage.slack.views.stack(LINUS)).toEqual([]);
  });

  it('from a public channel anybody who reads it may', async ({ stage }) => {
    await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    await stage.message(/^<@U0GRACE001> shared a video/, GENERAL);
    expect(shared(stage, GENERAL)).toHaveLength(1);
  });
});
