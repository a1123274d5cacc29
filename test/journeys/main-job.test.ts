import { describe, expect } from 'vitest';
import { journey } from '../support/journey.ts';

describe('the main job, from /jogg to the video in the thread', () => {
  for (const [way, options] of [
    ['works over HTTP with the webhook', {}],
    ['works over HTTP by polling alone', { webhook: false }],
    ['works over Socket Mode with the webhook', { socket: true }],
    ['works over Socket Mode by polling alone', { socket: true, webhook: false }],
  ] as const)
    journey(options)(way, async ({ stage }) => {
      const reply = await stage.video();
      expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
      expect(reply.text).toMatch(/^<@U0ADA00001>, your video is ready/);
      await stage.cardShows(/Ready · .*<@U0ADA00001>.*Avatar: \w.* · Voice: \w.* · Captions on/);
    });
});
