import { describe, expect, it } from 'vitest';
import { cardMessage } from '../../src/slack/card.ts';
import { sampleVideo } from './sample-video.ts';

describe('the card of an unconfirmed video', () => {
  it('offers to ask again, with a warning, or to give up, for this confirmation alone', () => {
    const video = sampleVideo('unconfirmed', { id: 'v_1', confirmations: 2 });
    const { blocks } = cardMessage(video, { now: 0, usualMs: null });
    expect(blocks.at(-1)).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'ask_again',
          text: { type: 'plain_text', text: 'Ask Jogg again' },
          value: 'v_1:2',
          confirm: {
            title: { type: 'plain_text', text: 'Ask Jogg again?' },
            text: {
              type: 'plain_text',
              text: 'If Jogg did take the first request, this costs a second time.',
            },
            confirm: { type: 'plain_text', text: 'Ask again' },
            deny: { type: 'plain_text', text: 'Not now' },
          },
        },
        {
          type: 'button',
          action_id: 'give_up',
          text: { type: 'plain_text', text: 'Give up' },
          value: 'v_1:2',
        },
      ],
    });
  });
});
