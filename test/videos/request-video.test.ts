import { expect, test } from 'vitest';
import { type NewVideo, videoSchema } from '../../src/domain/video/video.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { createRetryVideo } from '../../src/videos/retry-video.ts';
import { recordedVideo } from '../../src/videos/run/recorded-video.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { sampleVideo } from '../slack/sample-video.ts';

test('an order is made well-formed when it is recorded, read or retried', async () => {
  const malformed = { script: 'Hel\u200blo\u202e', name: 'A\u0000B' };
  const recorded: unknown[] = [];
  const wake = async () => {};
  const add = async (_: string, text: string) => recorded.push(JSON.parse(text).order) > 0;
  const deps = { queue: { add, wake }, remember: async () => {}, logEvent: () => {} };
  const request = createRequestVideo(deps);
  const payload = { ...sampleNewVideo, order: { ...sampleNewVideo.order, ...malformed } };
  await request(payload);
  // A video that its requester's list cannot show is not started.
  const remember = () => Promise.reject(new Error('the disk is full'));
  await expect(createRequestVideo({ ...deps, remember })(payload)).rejects.toThrow('is full');
  recorded.push(recordedVideo(JSON.stringify(payload), 0).order);
  const record = ({ order }: NewVideo) => (recorded.push(order) ? 'recorded' : 'duplicate');
  const retry = createRetryVideo({ request: async (video) => record(video) });
  const old = videoSchema.parse(JSON.parse(JSON.stringify(sampleVideo('failed', {}, malformed))));
  const person = { workspace: 'T1', home: { team: 'T1', enterprise: null } };
  await retry(old, person, 'there');
  expect(await retry({ ...old, state: 'rendering' }, person, 'there')).toBe('not failed');
  const cleaned = { script: 'Hello', name: 'AB' };
  const originals = [sampleNewVideo, sampleNewVideo, old];
  expect(recorded).toEqual(originals.map(({ order }) => ({ ...order, ...cleaned })));
});
