import { expect, test } from 'vitest';
import { videoSchema } from '../../src/domain/video/video.ts';
import { createMakeAgain } from '../../src/videos/make-again.ts';
import { recordedVideo } from '../../src/videos/recorded-video.ts';
import { createRequestVideo } from '../../src/videos/request-video.ts';
import { facts } from '../domain/facts.ts';
import { order } from '../jogg/ports.ts';
import { sampleVideo } from '../slack/sample-video.ts';

const of = (script: string, name: string) => ({ ...facts, order: { ...order, script, name } });

test('an order is well-formed before it is recorded, and when an old one is read', async () => {
  const payloads: string[] = [];
  const request = createRequestVideo({
    queue: { add: async (_, payload) => payloads.push(payload) > 0, wake: async () => {} },
    remember: async () => {},
    logEvent: () => {},
  });
  await request(of('Hel\u200blo\u202e', 'A\u0000B'));
  const read = recordedVideo(JSON.stringify(of('Hel\u200blo\ud83d', 'A\u202eB')), 0).order;
  const whole = { ...order, script: 'Hello', name: 'AB' };
  expect([...payloads.map((payload) => JSON.parse(payload).order), read]).toEqual([whole, whole]);
});

test('a video that is made again from an old record is recorded well-formed', async () => {
  const old = sampleVideo('failed');
  const record = { ...old, order: { ...old.order, script: 'Hel\u200blo\u0000', name: '\u202eA' } };
  const orders: unknown[] = [];
  const again = createMakeAgain({
    request: async (facts) => {
      orders.push(facts.order);
      return 'recorded';
    },
  });
  const parent = videoSchema.parse(JSON.parse(JSON.stringify(record)));
  const home = { team: 'T1', enterprise: null };
  await again(parent, { workspace: old.workspace, home }, 'there');
  expect(orders).toEqual([{ ...old.order, script: 'Hello', name: 'A' }]);
});
