import { describe, expect } from 'vitest';
import { ADA, BOARD, GENERAL, GRACE, SALES } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const SCRIPT = 'Words that stay in their channel';

async function shareForm(stage: Stage, user = ADA) {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale' });
  await stage.cardShows(/"share"/);
  await stage.moved('delivered');
  await stage.press('share', { user });
  return stage.form(user);
}
const sharesIn = (stage: Stage, channel: string) =>
  stage.slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'share');
/** The shares in #general: the text without the length, the blocks and the files. */
const sharesInGeneral = (stage: Stage) =>
  sharesIn(stage, GENERAL).map(({ text, blocks, files = [] }) => [
    text.replace(/ · \d:\d\d long/, '').replace(/<http[^>]+>/, '<file>'),
    blocks?.map(({ type }) => type).join(' '),
    ...files.map(({ title }) => title),
  ]);
const WORDS = '<@U0GRACE001> shared a video: Spring sale · AI-generated video';
const WITH_FILE = [`${WORDS}\n<file>`, 'rich_text actions'];
const FILE = 'Spring sale · AI-generated video';
const BY_LINK = [WORDS, 'rich_text image actions'];

describe.concurrent('sharing a result', () => {
  it('shows the playable file in another channel, once, without the script', async ({ stage }) => {
    const { delivery } = await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    await until(() => sharesIn(stage, GENERAL)[0]?.files !== undefined);
    expect(sharesInGeneral(stage)).toEqual([[...WITH_FILE, FILE]]);
    expect(JSON.stringify(sharesIn(stage, GENERAL))).not.toContain(SCRIPT);
  });

  const [POST, INFO] = ['chat.postMessage', 'files.info'];
  const NO_LINKS = { kind: 'error', error: 'slack_connect_file_link_sharing_blocked' } as const;
  const NO_FILES_READ = { slack: { grantedScopes: ['commands', 'chat:write', 'files:write'] } };
  for (const [problem, fault, expected, options] of [
    ['blocks links to files there', { method: POST, ...NO_LINKS }, BY_LINK],
    ['does not answer the message', { method: POST, kind: 'reset_after' }, [...WITH_FILE, FILE]],
    ['does not confirm the message', { method: POST, kind: 'unshown' }, WITH_FILE],
    ['rejects the file request', { method: INFO, kind: 'error', error: 'file_deleted' }, BY_LINK],
    ['does not answer the file request', { method: INFO, kind: 'reset_after' }, BY_LINK],
    ['may not be asked for a file', { method: INFO, kind: 'slow', ms: 1 }, BY_LINK, NO_FILES_READ],
  ] as const)
    journey(options)(`if Slack ${problem}, title and link are posted once`, async ({ stage }) => {
      const form = await shareForm(stage, GRACE);
      stage.slack.fault(fault);
      const { errors } = await form.submit({ conversation: GENERAL });
      expect([errors, sharesInGeneral(stage)]).toEqual([undefined, [expected]]);
    });

  it('lets its requester read the script there, others only in its channel', async ({ stage }) => {
    await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    const [{ ts } = { ts: '' }] = sharesIn(stage, GENERAL);
    const openTranscript = (user: string, channel?: string) =>
      stage.press('transcript', { user, ...(channel ? { channel, ts } : {}) });
    await openTranscript(GRACE, GENERAL);
    await stage.message(/^Only people in the video’s channel can read its script\./, GENERAL);
    await openTranscript(GRACE);
    await openTranscript(ADA, GENERAL);
    const opened = [await stage.form(GRACE), await stage.form(ADA)].map((form) => form.text());
    expect(opened.map((text) => text.includes(SCRIPT))).toEqual([true, true]);
  });

  it('shows an error in a channel without the app, and works once invited', async ({ stage }) => {
    const form = await shareForm(stage);
    const refused = await form.submit({ conversation: BOARD });
    expect(refused.errors?.['conversation']).toMatch(/can’t see that channel.*\/invite/);
    const again = await form.submit({ conversation: SALES });
    expect(again.errors?.['conversation']).toMatch(/isn’t in that channel.*\/invite/);
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
    const { errors } = await form.submit({ conversation: SALES });
    expect([errors, sharesIn(stage, SALES).length]).toEqual([undefined, 1]);
  });

  it('says that it takes longer if Slack is slow, and then how it ended', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2_400 });
    await form.submit({ conversation: GENERAL });
    expect(form.text()).toMatch(/Still sharing/);
    await stage.driver.waitFor(() => /is shared/.test(form.text()));
    expect(sharesIn(stage, GENERAL).length).toBe(1);
  });
});
