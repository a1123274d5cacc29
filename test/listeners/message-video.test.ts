import { expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { findMessageVideo, isFromApp } from '../../src/listeners/entry/message-video.ts';
import { STORED_FILE, sampleVideo, sentPost } from '../slack/sample-video.ts';

const ROOT = '1700000001.000100';
const at = { workspace: 'T1', user: 'U1', channel: 'C1' };
const button = (value?: string) => ({ type: 'button', action_id: 'a', value });
const actions = (...elements: object[]) => [{ type: 'section' }, { type: 'actions', elements }];
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };

const video = (id: string, ts: string, file: string, channel = 'C1'): Video => {
  const shown = { posts: { card: sentPost(channel, ts) }, file: { ...STORED_FILE, id: file } };
  return sampleVideo('delivered', { id, ...shown });
};
/** Two videos of one person in one thread, and one in another channel with the same timestamp. */
const videos = [
  video('elsewhere', '1700000003.000100', 'F3', 'C2'),
  video('one', '1700000002.000100', 'F1'),
  video('two', '1700000003.000100', 'F2'),
];
const myVideos = async ({ user }: { user: string }) => {
  if (user === 'U3') throw new Error('the store fails');
  return user === 'U1' ? videos : [];
};

it.each<[string, object, string | null, user?: string]>([
  ['is found by its metadata', { metadata }, 'v1'],
  ['is found by its button', { blocks: actions(button(), button('v2')) }, 'v2'],
  ['is found by the first part of a button’s value', { blocks: actions(button('v3:2:p9')) }, 'v3'],
  ['is found by its file in a thread of videos', { thread_ts: ROOT, files: [{ id: 'F2' }] }, 'two'],
  ['is found by its timestamp and channel', { ts: '1700000003.000100' }, 'two'],
  ['is found by the card of its thread', { thread_ts: '1700000002.000100' }, 'one'],
  ['is found by its mention', { text: '<@U1> it is ready', files: [{ id: 'F1' }] }, 'one', 'U2'],
  ['is not found if the store fails', { files: [{ id: 'F1' }] }, null, 'U3'],
  ['is not found otherwise', { thread_ts: ROOT, metadata: { event_type: 'x' }, blocks: 'x' }, null],
])('the video of one of the app’s messages %s', async (_, more, id, user = 'U1') => {
  const message = { ts: '1.000001', ...more };
  const deps = { myVideos, logEvent: () => undefined };
  expect(await findMessageVideo(deps, message, { ...at, user })).toBe(id);
});

it('a message is the app’s own if its bot or its user is the app’s', () => {
  const senders = [{ bot_id: 'B1' }, { user: 'U0APP' }, { user: 'U1', bot_id: 'B2' }, {}];
  const own = { botId: 'B1', botUserId: 'U0APP' };
  const fromApp = (app: object) => senders.map((sender) => isFromApp({ ts: ROOT, ...sender }, app));
  expect([fromApp(own), fromApp({})]).toEqual([[true, true, false, false], Array(4).fill(false)]);
});
