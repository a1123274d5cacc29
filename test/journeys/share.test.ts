import { describe, expect } from 'vitest';
import { ADA, BOARD, GENERAL, GRACE, LEADERSHIP, LINUS, SALES } from '../../sandbox/slack/seed.ts';
import { it } from '../support/journey.ts';
import type { Stage } from '../support/stage.ts';

const SCRIPT = 'Words that stay in their channel';

/** A finished video, with its buttons. */
async function done(stage: Stage, where: { channel?: string } = {}) {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale' }, where);
  await stage.cardShows(/"share"/, where.channel);
}
async function shareForm(stage: Stage, user = ADA) {
  await done(stage);
  await stage.press('share', { user });
  return stage.form(user);
}
const shared = (stage: Stage, channel: string) =>
  stage.slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'share');

describe.concurrent('sharing a result', () => {
  it('shows title, cover and link elsewhere, once, and never the script', async ({ stage }) => {
    const { delivery } = await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    const seen = shared(stage, GENERAL);
    expect(seen.map(({ text, blocks }) => [text, blocks?.map(({ type }) => type)])).toEqual([
      [
        expect.stringMatching(
          /^<@U0GRACE001> shared a video: Spring sale · 0:0\d long · AI-generated video$/,
        ),
        ['rich_text', 'image', 'actions'],
      ],
    ]);
    expect(JSON.stringify(seen)).not.toContain(SCRIPT);
  });

  it('there the script is read by its requester, and by nobody who only sees the share', async ({
    stage,
  }) => {
    await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    const [{ ts } = { ts: '' }] = shared(stage, GENERAL);
    const read = (user: string, channel?: string) =>
      stage.press('transcript', { user, ...(channel ? { channel, ts } : {}) });
    await read(GRACE, GENERAL);
    await stage.message(/^Only people in the video’s channel can read its script\./, GENERAL);
    await read(GRACE);
    await read(ADA, GENERAL);
    const opened = [await stage.form(GRACE), await stage.form(ADA)].map((form) => form.text());
    expect(opened.map((text) => text.includes(SCRIPT))).toEqual([true, true]);
  });

  it('without the app it is said under the field; invited, it works', async ({ stage }) => {
    const form = await shareForm(stage);
    const refused = await form.submit({ conversation: BOARD });
    expect(refused.errors?.['conversation']).toMatch(/can’t see that channel.*\/invite/);
    const again = await form.submit({ conversation: SALES });
    expect(again.errors?.['conversation']).toMatch(/isn’t in that channel.*\/invite/);
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
    const { errors } = await form.submit({ conversation: SALES });
    expect([errors, shared(stage, SALES).length]).toEqual([undefined, 1]);
  });

  it('where the answer of Slack is lost it is said, and not posted again', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'reset_after' });
    const { delivery } = await form.submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    expect(shared(stage, GENERAL).length).toBe(1);
    expect(form.text()).toMatch(/answer got lost/);
  });

  it('where Slack takes its time the form says so, and then how it went', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2_400 });
    await form.submit({ conversation: GENERAL });
    expect(form.text()).toMatch(/takes its time/);
    await stage.driver.waitFor(() => /is shared/.test(form.text()));
    expect(shared(stage, GENERAL).length).toBe(1);
  });

  it('from a private channel only its requester may', async ({ stage }) => {
    await done(stage, { channel: LEADERSHIP });
    await stage.press('share', { channel: LEADERSHIP, user: LINUS });
    await stage.message(/^Only <@U0\w+>, who made this video, can share it\.$/, LEADERSHIP);
    expect(stage.slack.views.stack(LINUS)).toEqual([]);
  });
});
