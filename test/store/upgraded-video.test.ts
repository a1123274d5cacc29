import { describe, expect, it } from 'vitest';
import { newVideo, videoSchema } from '../../src/domain/video/video.ts';
import { upgradedVideo } from '../../src/store/upgraded-video.ts';

const VIDEO = newVideo(
  {
    id: 'v_1',
    parent: null,
    workspace: 'T1',
    requester: 'U1',
    locale: 'en-US',
    origin: { channel: 'C1', threadTs: null },
    order: {
      script: 'Hello',
      avatar: { kind: 'public', id: '81', name: 'Clara', coverUrl: null },
      voice: { id: 'en-1', name: 'Ann' },
      shape: 'portrait',
      captions: true,
      name: '',
      audio: null,
      background: 'normal',
    },
  },
  1_000,
);
const POST = { channel: 'C1', ts: '1.1', refusal: null, tries: 1, notBefore: 0, doubtSince: 5 };

describe('the record of a video', () => {
  it('that version 0.1 wrote is read by the names of today', () => {
    const { cardVersion: _, candidate: __, poll, ...rest } = VIDEO;
    const { anomalies: ___, ...look } = poll;
    const old = {
      ...rest,
      face: 'unconfirmed:1:p_7',
      likely: { id: 'p_7', version: 'v2', title: null },
      look: { ...look, odd: 3 },
      posts: {
        card: { ...POST, status: 'doubt', looks: 2 },
        result: { ...POST, status: 'astray', looks: 0 },
        late: { ...POST, status: 'sent', looks: 0 },
      },
    };
    expect(videoSchema.parse(upgradedVideo(old))).toEqual({
      ...VIDEO,
      cardVersion: 'unconfirmed:1:p_7',
      candidate: { id: 'p_7', version: 'v2', title: null },
      poll: { ...poll, anomalies: 3 },
      posts: {
        card: { ...POST, status: 'in_doubt', searches: 2 },
        result: { ...POST, status: 'misplaced', searches: 0 },
        late: { ...POST, status: 'sent', searches: 0 },
      },
    });
  });

  it('of today, and what is no video at all, stays as it is', () => {
    expect([upgradedVideo(VIDEO), upgradedVideo(null), upgradedVideo({ look: 1 })]).toEqual([
      VIDEO,
      null,
      { look: 1 },
    ]);
  });
});
