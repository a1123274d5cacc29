import { describe, expect, it } from 'vitest';
import { failureLines } from '../../src/slack/copy/failure-copy.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { messageComplaints } from '../support/block-kit-limits.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { NOON, READY, sampleVideo } from './sample-video.ts';

const spoken = (name: string, state: 'delivered' | 'failed' = 'delivered') => {
  const video = sampleVideo(state, state === 'delivered' ? READY : {});
  const audio = { kind: 'file' as const, id: 'F1', name };
  return { ...video, order: { ...video.order, script: '', audio } };
};
const failed = (detail: string) => ({
  ...spoken('hello.mp3', 'failed'),
  failure: { reason: 'audio' as const, detail, rid: null },
});

describe('a video that speaks a recording', () => {
  it('is shown with the name of it instead of a script', () => {
    const { text, blocks } = cardMessage(spoken('hello.mp3'), { now: NOON, usualMs: null });
    expect(text).toContain('Audio: “Own audio: hello.mp3”');
    expect(JSON.stringify(blocks)).toContain('Own audio: hello.mp3');
  });

  it('names its recording where it came to nothing', () => {
    const { text } = replyMessage(failed('gone'), 'result', { now: NOON });
    expect(text).toContain('Your audio, so that it is not lost:\nhello.mp3');
    expect(cardMessage(failed('gone'), { now: NOON, usualMs: null }).text).toContain(
      'The whole name of your audio is in the thread below.',
    );
  });

  it.each([
    ['gone', /gone from Slack[\s\S]*put the file into the form once more/],
    ['scope', /files:read[\s\S]*install it in this workspace again/],
    ['too_large', /larger than 20 MB[\s\S]*Make it an mp3, or shorter/],
    ['kind', /not an mp3, a wav or an m4a[\s\S]*Save it as an mp3/],
    ['storage', /storage refused it, twice[\s\S]*look for jogg_upload_failed/],
    ['in words of Jogg', /could not be handed to Jogg[\s\S]*Jogg said: “in words of Jogg”/],
  ])('says why it cannot be used, what to do, and that nothing was paid: %s', (detail, says) => {
    const lines = failureLines(failed(detail)).join('\n');
    expect(lines).toMatch(says);
    expect(lines).toContain('Nothing was paid.');
  });

  it('has a name that is only text, whatever it is', () => {
    const complaints = HOSTILE.flatMap((name) => [
      ...messageComplaints(cardMessage(spoken(name), { now: NOON, usualMs: null })),
      ...messageComplaints(
        replyMessage({ ...failed('kind'), order: spoken(name).order }, 'result', { now: NOON }),
      ),
    ]);
    expect(complaints).toEqual([]);
  });

  it('says what is behind the avatar where that is not the usual', () => {
    const green = { ...spoken('a.mp3').order, background: 'green' as const };
    const text = (order: typeof green | ReturnType<typeof spoken>['order']) =>
      cardMessage({ ...spoken('a.mp3'), order }, { now: NOON, usualMs: null }).text;
    expect([
      text(green).includes('Background: Green screen'),
      text(spoken('a.mp3').order).includes('Background'),
    ]).toEqual([true, false]);
  });
});
