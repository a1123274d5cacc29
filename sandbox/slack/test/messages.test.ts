import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP, GENERAL, GRACE, LEADERSHIP, SALES } from '../seed.ts';
import { BOT_TOKEN, sandboxWith } from './start-slack.ts';

const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };

/** A sandbox and a root message in #general. */
async function withRoot(options: Parameters<typeof sandboxWith>[0] = {}, more: object = {}) {
  const setup = await sandboxWith(options);
  const post = (args: object) =>
    setup.client.chat.postMessage({ channel: GENERAL, text: 'x', ...args } as never);
  const ts = (await post({ text: 'root', ...more })).ts ?? '';
  return { ...setup, post, ts };
}

it('opens direct messages for a person, and posts a reply to a deleted root at the top', async () => {
  await using setup = await withRoot();
  expect(await setup.post({ channel: ADA })).toMatchObject({ channel: ADA_AND_APP });
  const other = { channel: expect.stringMatching(/^D0/) };
  expect(await setup.post({ channel: GRACE })).toMatchObject(other);
  const { slack, ts: thread_ts } = setup;
  const kept = await setup.post({ thread_ts });
  slack.driver.remove(GENERAL, thread_ts);
  const lost = await setup.post({ thread_ts });
  expect([kept.message?.thread_ts, lost.ok, lost.message?.thread_ts]).toEqual([
    ...[thread_ts, true, undefined],
  ]);
});

it('keeps blocks and metadata that an edit leaves out, and clears metadata given as {}', async () => {
  const blocks = [{ type: 'divider', block_id: 'line' }];
  await using setup = await withRoot({}, { blocks, metadata });
  const { slack, call, ts } = setup;
  await call('chat.update', { channel: GENERAL, ts, text: 'b' });
  const edited = { text: 'b', blocks, metadata, edited: expect.anything() };
  expect(slack.messages(GENERAL)).toEqual([expect.objectContaining(edited)]);
  await call('chat.update', { channel: GENERAL, ts, text: 'b', metadata: {} });
  expect(slack.messages(GENERAL)[0]).not.toHaveProperty('metadata');
});

it('rejects an edit of another person’s message', async () => {
  await using setup = await sandboxWith();
  const { ts } = await setup.slack.driver.say({ channel: GENERAL, text: 'mine' });
  const errors = [];
  for (const verb of ['update', 'delete'])
    errors.push((await setup.call(`chat.${verb}`, { channel: GENERAL, ts, text: 'x' })).error);
  expect(errors).toEqual(['cant_update_message', 'cant_delete_message']);
});

it('returns full metadata only on request, and only after the read lag', async () => {
  let at = 1_700_000_000_000;
  await using setup = await withRoot({ now: () => at, readLagMs: 20_000 });
  const { ts } = setup;
  at += 20_000;
  await setup.post({ text: 'reply', thread_ts: ts, metadata });
  const read = async (include_all_metadata: boolean) => {
    const args = { channel: GENERAL, ts, include_all_metadata };
    const { messages = [] } = await setup.client.conversations.replies(args);
    return messages.map((each) => [each.text, each.metadata]);
  };
  const root = ['root', undefined];
  expect(await read(true)).toEqual([root]);
  at += 20_000;
  expect(await read(false)).toEqual([root, ['reply', { event_type: 'jogg_video' }]]);
  expect(await read(true)).toEqual([root, ['reply', metadata]]);
});

it('returns history newest first, within its bounds, and whether there is more', async () => {
  await using setup = await sandboxWith();
  for (const text of ['1', '2', '3']) await setup.slack.driver.say({ channel: GENERAL, text });
  const [, , last] = setup.slack.messages(GENERAL).map(({ ts }) => ts);
  const seen = [];
  for (const latest of [undefined, last]) {
    const page = { channel: GENERAL, limit: 2, ...(latest && { latest }) };
    const { messages = [], has_more } = await setup.client.conversations.history(page);
    seen.push([messages.map((one) => one.text).join(), has_more]);
  }
  expect(seen).toEqual([
    ['3,2', true],
    ['2,1', false],
  ]);
});

it('shares an upload once, in its thread, and serves all of it or a range', async () => {
  await using setup = await withRoot();
  const { slack, call, client, ts } = setup;
  const file = Buffer.from([0, 1, 2, 250, 251, 252]);
  const place = { channel_id: GENERAL, thread_ts: ts, token: BOT_TOKEN };
  const sent = await client.filesUploadV2({ ...place, filename: 'video.mp4', file });
  const [shared] = slack.thread(GENERAL, ts)[1]?.files ?? [];
  expect(sent).toMatchObject({ ok: true });
  expect(shared).toMatchObject({ name: 'video.mp4', mimetype: 'video/mp4', size: 6 });
  const served = await fetch(shared?.url_private ?? '');
  expect(Buffer.from(await served.arrayBuffer())).toEqual(file);
  const parts = ['2-3', '-2', '4-', '6-', '3-2', '0-1,3-4'].map(async (range) => {
    const part = await fetch(shared?.url_private ?? '', { headers: { range: `bytes=${range}` } });
    const { length } = await part.bytes();
    return `${part.status} ${part.headers.get('content-range')} ${length}`;
  });
  expect(await Promise.all(parts)).toEqual([
    ...['206 bytes 2-3/6 2', '206 bytes 4-5/6 2', '206 bytes 4-5/6 2', '416 bytes */6 0'],
    ...['200 null 6', '200 null 6'],
  ]);
  const again = { files: [{ id: shared?.id }], channel_id: GENERAL };
  const answer = await call('files.completeUploadExternal', again);
  expect(answer).toMatchObject({ error: 'file_not_found' });
});

it('shows and shares the app’s file if the text of its message links to it', async () => {
  await using setup = await withRoot();
  const { slack, client, post, ts } = setup;
  const place = { channel_id: GENERAL, thread_ts: ts, token: BOT_TOKEN };
  await client.filesUploadV2({ ...place, filename: 'video.mp4', file: Buffer.from('film') });
  const [own] = slack.thread(GENERAL, ts)[1]?.files ?? [];
  const text = `Look: <${own?.['permalink']}>`;
  const section = { type: 'section', text: { type: 'mrkdwn', text } };
  await slack.driver.say({ channel: GENERAL, text });
  const shown = [];
  for (const more of [{}, { unfurl_media: false }, { text: 'Look', blocks: [section] }]) {
    const answer = await post({ channel: LEADERSHIP, text, ...more });
    shown.push(slack.messages(LEADERSHIP).find((each) => each.ts === answer.ts)?.files?.length);
  }
  const once = [expect.objectContaining({ ts: expect.any(String) })];
  expect([shown, own?.['shares']]).toEqual([
    [1, undefined, undefined],
    { public: { [GENERAL]: once }, private: { [LEADERSHIP]: once } },
  ]);
});

it('rejects an upload of another length, and shares nothing without the app as a member', async () => {
  await using setup = await sandboxWith();
  const ticket = await setup.client.files.getUploadURLExternal({ filename: 'a.mp4', length: 3 });
  const put = async (body: string) =>
    (await fetch(ticket.upload_url ?? '', { method: 'POST', body })).status;
  const share = async (channel_id: string) => {
    const args = { files: [{ id: ticket.file_id }], channel_id };
    return (await setup.call('files.completeUploadExternal', args)).error;
  };
  const seen = [await put('1234'), await put('123'), await share(SALES), await share(LEADERSHIP)];
  const described = { filename: 'a.mp4', length: 3, alt_txt: 'x'.repeat(1001) };
  seen.push((await setup.call('files.getUploadURLExternal', described)).error);
  expect(seen).toEqual([400, 200, 'not_in_channel', undefined, 'alt_txt_too_large']);
});
