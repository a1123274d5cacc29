import { describe, expect } from 'vitest';
import { ADA, BOARD, GENERAL, GRACE, SALES } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const SCRIPT = 'Words that stay in their channel';

/** The form that shares a finished video. */
async function shareForm(stage: Stage, user = ADA) {
  await stage.make({ script: SCRIPT, video_name: 'Spring sale' });
  await stage.cardShows(/"share"/);
  await stage.moved('delivered');
  await stage.press('share', { user });
  return stage.form(user);
}
const shared = (stage: Stage, channel: string) =>
  stage.slack.messages(channel).filter((each) => each.blocks?.[0]?.block_id === 'share');
/** What is shared in #general: its words without the length, its blocks and its files. */
const sharedThere = (stage: Stage) =>
  shared(stage, GENERAL).map(({ text, blocks, files = [] }) => [
    text.replace(/ · \d:\d\d long/, '').replace(/<http[^>]+>/, '<file>'),
    blocks?.map(({ type }) => type).join(' '),
    ...files.map(({ title }) => title),
  ]);
const WORDS = '<@U0GRACE001> shared a video: Spring sale · AI-generated video';
const WITH_FILE = [`${WORDS}\n<file>`, 'rich_text actions'];
const FILE = 'Spring sale · AI-generated video';
const BY_LINK = [WORDS, 'rich_text image actions'];

describe.concurrent('sharing a result', () => {
  it('shows the playable file elsewhere, once, and never the script', async ({ stage }) => {
    const { delivery } = await (await shareForm(stage, GRACE)).submit({ conversation: GENERAL });
    await stage.driver.deliverAgain(delivery?.id ?? '');
    await until(() => shared(stage, GENERAL)[0]?.files !== undefined);
    expect(sharedThere(stage)).toEqual([[...WITH_FILE, FILE]]);
    expect(JSON.stringify(shared(stage, GENERAL))).not.toContain(SCRIPT);
  });

  const [POST, INFO] = ['chat.postMessage', 'files.info'];
  const NO_LINKS = { kind: 'error', error: 'slack_connect_file_link_sharing_blocked' } as const;
  const BLIND = { slack: { grantedScopes: ['commands', 'chat:write', 'files:write'] } };
  for (const [trouble, fault, there, options] of [
    ['does not let files be linked there', { method: POST, ...NO_LINKS }, BY_LINK],
    ['does not show it', { method: POST, kind: 'unshown' }, WITH_FILE],
    ['does not say where it is', { method: INFO, kind: 'error', error: 'file_deleted' }, BY_LINK],
    ['does not answer where it is', { method: INFO, kind: 'reset_after' }, BY_LINK],
    ['may not say where it is', { method: INFO, kind: 'slow', ms: 1 }, BY_LINK, BLIND],
  ] as const)
    journey(options)(
      `where Slack ${trouble}, title and link are there, once`,
      async ({ stage }) => {
        const form = await shareForm(stage, GRACE);
        stage.slack.fault(fault);
        await form.submit({ conversation: GENERAL });
        expect(sharedThere(stage)).toEqual([there]);
      },
    );

  it('there its requester reads the script, and who sees the share does not', async ({ stage }) => {
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

  it('where Slack takes its time the form says so, and then how it went', async ({ stage }) => {
    const form = await shareForm(stage);
    stage.slack.fault({ method: 'chat.postMessage', kind: 'slow', ms: 2_400 });
    await form.submit({ conversation: GENERAL });
    expect(form.text()).toMatch(/Still sharing/);
    await stage.driver.waitFor(() => /is shared/.test(form.text()));
    expect(shared(stage, GENERAL).length).toBe(1);
  });
});
