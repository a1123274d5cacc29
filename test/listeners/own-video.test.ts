import { describe, expect, it } from 'vitest';
import type { Video } from '../../src/domain/video/video.ts';
import { isOwn, ownVideo } from '../../src/listeners/entry/own-video.ts';
import { sampleVideo, sent } from '../slack/sample-video.ts';

const ROOT = '1700000001.000100';
const at = { workspace: 'T1', user: 'U1', channel: 'C1' };
const button = (value?: string) => ({ type: 'button', action_id: 'a', value });
const actions = (...elements: object[]) => [{ type: 'section' }, { type: 'actions', elements }];

/** Two finished videos of one person in one thread; each has its card and its file there. */
const video = (id: string, ts: string, file: string): Video =>
  sampleVideo('delivered', {
    id,
    posts: { card: sent('C1', ts) },
    file: { status: 'stored', id: file, why: null, tries: 1, notBefore: 0, expired: 0 },
  });
const videos = [video('one', '1700000002.000100', 'F1'), video('two', '1700000003.000100', 'F2')];
const myVideos = async ({ user }: { user: string }) => (user === 'U1' ? videos : []);
const find = (message: object, user = 'U1') =>
  ownVideo(
    { myVideos, logEvent: () => undefined },
    { ts: '1.000001', ...message },
    { ...at, user },
  );

const metadata = { event_type: 'jogg_video', event_payload: { video_id: 'v1' } };

describe('the video that a message of ours is about', () => {
  it.each([
    ['its metadata', { metadata }, 'v1'],
    ['its button', { blocks: actions(button(), button('v2')) }, 'v2'],
    ['the first part of a button’s value', { blocks: actions(button('v3:2:p9')) }, 'v3'],
    ['its file, among several of one thread', { thread_ts: ROOT, files: [{ id: 'F2' }] }, 'two'],
    ['its place', { ts: '1700000003.000100' }, 'two'],
    ['the card that its thread begins with', { thread_ts: '1700000002.000100' }, 'one'],
    ['nothing', { thread_ts: ROOT, metadata: { event_type: 'other' }, blocks: 'x' }, null],
  ])('is told by %s', async (_, message, id) => {
    expect(await find(message)).toBe(id);
  });

  it('is looked for among those of whom the message mentions, too', async () => {
    const message = { text: '<@U1> your video is ready', files: [{ id: 'F1' }] };
    expect(await find(message, 'U2')).toBe('one');
  });

  it('is not known where the store fails', async () => {
    const noted: string[] = [];
    const failing = () => Promise.reject(new Error('x'));
    const deps = { myVideos: failing, logEvent: (event: string) => noted.push(event) };
    expect([await ownVideo(deps, { ts: ROOT }, at), noted]).toEqual([null, ['video_unread']]);
  });
});

it.each([
  [{ ts: ROOT, bot_id: 'B1' }, true],
  [{ ts: ROOT, user: 'U0APP' }, true],
  [{ ts: ROOT, user: 'U1', bot_id: 'B2' }, false],
  [{ ts: ROOT }, false],
])('%j is the app’s own: %j', (message, own) => {
  expect(isOwn(message, { botId: 'B1', botUserId: 'U0APP' })).toBe(own);
  expect(isOwn(message, {})).toBe(false);
});
