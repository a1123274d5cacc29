import { expect, test } from 'vitest';
import { noonMessenger } from './noon-messenger.ts';
import { sampleVideo } from './sample-video.ts';

const message = (mark: string, ts: string) => ({
  ts,
  metadata: { event_type: 'jogg_video', event_payload: { video_id: 'vid_1' } },
  blocks: [{ type: 'rich_text', block_id: mark }],
});

test('after a second confirmation the words of the first are not taken for those of the second', async () => {
  const video = sampleVideo('unconfirmed', { confirmations: 2 });
  const first = noonMessenger(() => ({ ok: true, messages: [message('unconfirmed', '1.1')] }));
  const both = noonMessenger(() => ({
    ok: true,
    messages: [message('unconfirmed', '1.1'), message('unconfirmed_2', '1.2')],
  }));
  expect([
    await first.port.find(video, 'unconfirmed'),
    await both.port.find(video, 'unconfirmed'),
  ]).toEqual([{ kind: 'absent' }, { kind: 'found', channel: 'C0LAUNCH', ts: '1.2' }]);
});

test('what is sent after a second confirmation is marked with it', async () => {
  const { port, calls } = noonMessenger(() => ({ ok: true, channel: 'C0LAUNCH', ts: '1.2' }));
  await port.post(sampleVideo('unconfirmed', { confirmations: 2 }), 'unconfirmed');
  expect(calls[0]?.[1]).toMatchObject({ blocks: { 0: { block_id: 'unconfirmed_2' } } });
});
