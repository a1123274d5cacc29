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
  const request = createRequestVideo({
    queue: { add: async (_, text) => recorded.push(JSON.parse(text).order) > 0, wake },
    remember: async () => {},
    logEvent: () => {},
  });
  const payload = { ...sampleNewVideo, order: { ...sampleNewVideo.order, ...malformed } };
  await request(payload);
  recorded.push(recordedVideo(JSON.stringify(payload), 0).order);
  const record = ({ order }: NewVideo) => (recorded.push(order) ? 'recorded' : 'duplicate');
  const retry = createRetryVideo({ request: async (video) => record(video) });
  const old = videoSchema.parse(JSON.parse(JSON.stringify(sampleVideo('failed', {}, malformed))));
  await retry(old, { workspace: 'T1', home: { team: 'T1', enterprise: null } }, 'there');
  const cleaned = { script: 'Hello', name: 'AB' };
  const originals = [sampleNewVideo, sampleNewVideo, old];
  expect(recorded).toEqual(originals.map(({ order }) => ({ ...order, ...cleaned })));
});
