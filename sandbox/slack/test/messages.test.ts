import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP, GENERAL, GRACE, LEADERSHIP } from '../seed.ts';
import { BOT_TOKEN, sandboxWith } from './bench.ts';

it('opens the direct messages of a person whose id is posted to', async () => {
  await using setup = await sandboxWith();
  expect(await setup.call('chat.postMessage', { channel: ADA, text: 'x' })).toMatchObject({
    channel: ADA_AND_APP,
  });
  expect(await setup.call('chat.postMessage', { channel: GRACE, text: 'x' })).toMatchObject({
    channel: expect.stringMatching(/^D0/),
  });
});

it('posts a reply to a deleted root at the top, silently', async () => {
  await using setup = await sandboxWith();
  const { slack, client } = setup;
  const root = await client.chat.postMessage({ channel: GENERAL, text: 'root' });
  const thread_ts = root.ts ?? '';
  const kept = await client.chat.postMessage({ channel: GENERAL, text: 'one', thread_ts });
  slack.driver.remove(GENERAL, thread_ts);
  const lost = await client.chat.postMessage({ channel: GENERAL, text: 'two', thread_ts });
  expect(kept.message).toMatchObject({ thread_ts });
  expect(lost).toMatchObject({ ok: true });
  expect(lost.message).not.toHaveProperty('thread_ts');
});

it('keeps blocks and metadata that an edit leaves out, and clears metadata given as {}', async () => {
  await using setup = await sandboxWith();
  const { slack, client } = setup;
  const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };
  const card = await client.chat.postMessage({
    channel: GENERAL,
    text: 'a',
    blocks: [{ type: 'divider', block_id: 'line' }],
    metadata,
  });
  const ts = card.ts ?? '';
  await client.chat.update({ channel: GENERAL, ts, text: 'b' });
  expect(slack.messages(GENERAL)).toEqual([
    expect.objectContaining({
      text: 'b',
      blocks: [{ type: 'divider', block_id: 'line' }],
      metadata,
      edited: expect.anything(),
    }),
  ]);
  await setup.call('chat.update', { channel: GENERAL, ts, text: 'b', metadata: {} });
  expect(slack.messages(GENERAL)[0]).not.toHaveProperty('metadata');
});

it('edits nobody else’s message', async () => {
  await using setup = await sandboxWith();
  const { ts } = await setup.slack.driver.say({ channel: GENERAL, text: 'mine' });
  expect(await setup.call('chat.update', { channel: GENERAL, ts, text: 'x' })).toMatchObject({
    error: 'cant_update_message',
  });
  expect(await setup.call('chat.delete', { channel: GENERAL, ts })).toMatchObject({
    error: 'cant_delete_message',
  });
});

it('tells metadata in full only where asked, and only after the read lag', async () => {
  let at = 1_700_000_000_000;
  await using setup = await sandboxWith({ now: () => at, readLagMs: 20_000 });
  const { client } = setup;
  const root = await client.chat.postMessage({ channel: GENERAL, text: 'root' });
  const ts = root.ts ?? '';
  at += 20_000;
  const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };
  await client.chat.postMessage({ channel: GENERAL, text: 'reply', thread_ts: ts, metadata });
  const read = async (include_all_metadata: boolean) => {
    const answer = await client.conversations.replies({
      channel: GENERAL,
      ts,
      include_all_metadata,
    });
    return answer.messages?.map((each) => [each.text, each.metadata]);
  };
  expect(await read(true)).toEqual([['root', undefined]]);
  at += 20_000;
  expect(await read(false)).toEqual([
    ['root', undefined],
    ['reply', { event_type: 'jogg_video' }],
  ]);
  expect(await read(true)).toEqual([
    ['root', undefined],
    ['reply', metadata],
  ]);
});

it('pages history newest first', async () => {
  await using setup = await sandboxWith();
  for (const text of ['1', '2', '3']) await setup.slack.driver.say({ channel: GENERAL, text });
  const first = await setup.client.conversations.history({ channel: GENERAL, limit: 2 });
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await setup.client.conversations.history({ channel: GENERAL, limit: 2, cursor });
  expect([first, second].map((each) => each.messages?.map((one) => one.text))).toEqual([
    ['3', '2'],
    ['1'],
  ]);
});

it('shares an upload once, byte for byte, in its thread', async () => {
  await using setup = await sandboxWith();
  const { slack, client } = setup;
  const root = await client.chat.postMessage({ channel: GENERAL, text: 'root' });
  const bytes = Buffer.from([0, 1, 2, 250, 251, 252]);
  const files = await client.filesUploadV2({
    channel_id: GENERAL,
    thread_ts: root.ts ?? '',
    filename: 'video.mp4',
    file: bytes,
    token: BOT_TOKEN,
  });
  const [shared] = slack.thread(GENERAL, root.ts ?? '').slice(1);
  expect(shared?.files).toMatchObject([{ name: 'video.mp4', mimetype: 'video/mp4', size: 6 }]);
  const [file] = shared?.files ?? [];
  const served = await fetch(file?.url_private ?? '');
  expect(Buffer.from(await served.arrayBuffer())).toEqual(bytes);
  expect(files).toMatchObject({ ok: true });
  expect(
    await setup.call('files.completeUploadExternal', {
      files: [{ id: file?.id }],
      channel_id: GENERAL,
    }),
  ).toMatchObject({ error: 'file_not_found' });
});

it('takes no upload of another length and shares nothing where the app is not', async () => {
  await using setup = await sandboxWith();
  const ticket = await setup.client.files.getUploadURLExternal({ filename: 'a.mp4', length: 3 });
  const put = (body: string) => fetch(ticket.upload_url ?? '', { method: 'POST', body });
  expect((await put('1234')).status).toBe(400);
  expect((await put('123')).status).toBe(200);
  const share = (channel_id: string) =>
    setup.call('files.completeUploadExternal', { files: [{ id: ticket.file_id }], channel_id });
  expect(await share('C0SALES001')).toMatchObject({ error: 'not_in_channel' });
  expect(await share(LEADERSHIP)).toMatchObject({ ok: true });
});
