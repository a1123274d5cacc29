import { expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { findMessageVideo, isFromApp } from '../../src/listeners/entry/message-video.ts';
import { STORED_FILE, sampleVideo, sentPost } from '../slack/sample-video.ts';

const ROOT = '1700000001.000100';
const at = { workspace: 'T1', user: 'U1', channel: 'C1' };
const button = (value?: string) => ({ type: 'button', action_id: 'a', value });
const actions = (...elements: object[]) => [{ type: 'section' }, { type: 'actions', elements }];
const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };

/** Two finished videos of one person in one thread; each has its card and its file there. */
const video = (id: string, ts: string, file: string): Video => {
  const shown = { posts: { card: sentPost('C1', ts) }, file: { ...STORED_FILE, id: file } };
  return sampleVideo('delivered', { id, ...shown });
};
const videos = [video('one', '1700000002.000100', 'F1'), video('two', '1700000003.000100', 'F2')];
const myVideos = async ({ user }: { user: string }) => {
  if (user === 'U3') throw new Error('the store fails');
  return user === 'U1' ? videos : [];
};

it.each<[string, object, string | null, user?: string]>([
  ['its metadata', { metadata }, 'v1'],
  ['its button', { blocks: actions(button(), button('v2')) }, 'v2'],
  ['the first part of a button’s value', { blocks: actions(button('v3:2:p9')) }, 'v3'],
  ['its file, among several of one thread', { thread_ts: ROOT, files: [{ id: 'F2' }] }, 'two'],
  ['its place', { ts: '1700000003.000100' }, 'two'],
  ['the card that its thread begins with', { thread_ts: '1700000002.000100' }, 'one'],
  ['whom it mentions', { text: '<@U1> it is ready', files: [{ id: 'F1' }] }, 'one', 'U2'],
  ['nothing where the store fails', { files: [{ id: 'F1' }] }, null, 'U3'],
  ['nothing', { thread_ts: ROOT, metadata: { event_type: 'other' }, blocks: 'x' }, null],
])('the video that a message of ours is about is told by %s', async (_, more, id, user = 'U1') => {
  const message = { ts: '1.000001', ...more };
  const deps = { myVideos, logEvent: () => undefined };
  expect(await findMessageVideo(deps, message, { ...at, user })).toBe(id);
});

it('a message is the app’s own by its bot or its user', () => {
  const senders = [{ bot_id: 'B1' }, { user: 'U0APP' }, { user: 'U1', bot_id: 'B2' }, {}];
  const own = { botId: 'B1', botUserId: 'U0APP' };
  const told = (app: object) => senders.map((sender) => isFromApp({ ts: ROOT, ...sender }, app));
  expect([told(own), told({})]).toEqual([[true, true, false, false], senders.map(() => false)]);
});
