import { describe, expect, it } from 'vitest';
import { onStage } from '../support/stage.ts';

describe('the main job', () => {
  it.each([
    ['over HTTP with the webhook', {}],
    ['over HTTP by polling alone', { webhook: false }],
    ['over Socket Mode with the webhook', { socket: true }],
    ['over Socket Mode by polling alone', { socket: true, webhook: false }],
  ])('from /jogg to the video in the thread, %s', async (_, options) => {
    const stage = await onStage(options);
    await stage.make();
    const reply = await stage.reply('result');
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
    expect(reply.text).toMatch(/<@U0ADA00001>[\s\S]*http.*\.mp4/);
  });
});
