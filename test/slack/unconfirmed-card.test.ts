import { describe, expect, it } from 'vitest';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import { videoSchema } from '../../src/domain/video/video.ts';
import { standingWords } from '../../src/slack/copy/video-summary.ts';
import { cardMessage } from '../../src/slack/messages/card.ts';
import { replyMessage } from '../../src/slack/messages/replies.ts';
import { likelyOffer } from '../../src/slack/messages/unconfirmed-actions.ts';
import { sampleVideo } from './sample-video.ts';

describe('the card of an unconfirmed video', () => {
  it('offers to look again, to ask again, with a warning, or to give up, for this confirmation alone', () => {
    const video = sampleVideo('unconfirmed', { id: 'v_1', confirmations: 2 });
    const { blocks } = cardMessage(video, { now: 0, usualMs: null });
    expect(blocks.at(-1)).toEqual({
      type: 'actions',
      elements: [
        {
          type: 'button',
          action_id: 'look_again',
          text: { type: 'plain_text', text: 'Look again' },
          value: 'v_1:2',
        },
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

  it.each([
    [
      { code: 50_000, rid: 'r-1' },
      'Jogg answered with an error (code 50000) that does not tell more, so nobody can know whether it took the script.',
    ],
    [{ code: 0, rid: null }, 'Jogg answered, but named no video, so nobody can know'],
    [null, 'The answer of Jogg was lost, so nobody can know whether it took the script.'],
  ])('after the answer %j it says no more than is true, everywhere', (answered, words) => {
    const video = sampleVideo('unconfirmed', { answered });
    const texts = [
      cardMessage(video, { now: 0, usualMs: null }).text,
      replyMessage(video, 'unconfirmed', { now: 0 }).text,
      replyMessage(video, 'direct', { now: 0 }).text,
    ];
    const lost = texts.map((text) => text.includes('was lost'));
    expect(texts).toEqual(Array(3).fill(expect.stringContaining(words)));
    expect(lost).toEqual(Array(3).fill(answered === null));
    const rids = texts.map((text) => text.includes('Reference for the Jogg support: r-1.'));
    expect(rids).toEqual(Array(3).fill(answered?.rid === 'r-1'));
    expect(standingWords(video, { now: 0, usualMs: null, place: null })).not.toContain('lost');
  });

  it('recorded before answers were kept, it still loads, and its answer counts as lost', () => {
    const { answered: _, ...older } = sampleVideo('unconfirmed');
    expect(videoSchema.parse(older).answered).toBeNull();
  });

  it('says that there is a likely match, but not its title, which may be somebody else’s', () => {
    const candidate = { id: 'p:1', version: 'v1' as const, title: 'Secret launch' };
    const video = sampleVideo('unconfirmed', { id: 'v_1', candidate });
    const card = cardMessage(video, { now: 0, usualMs: null });
    expect(card.text).toContain('Jogg has a video that may be this one.');
    expect(JSON.stringify(card)).not.toContain('Secret');
    expect(cardVersionOf(video, 0)).not.toBe(cardVersionOf({ ...video, candidate: null }, 0));
  });

  it('says in the dialog of asking again that a likely match was found and may be paid twice', () => {
    const candidate = { id: 'p:1', version: 'v1' as const, title: 'Secret launch' };
    const dialogs = [null, candidate].map((each) => {
      const video = sampleVideo('unconfirmed', { id: 'v_1', candidate: each });
      return [
        cardMessage(video, { now: 0, usualMs: null }),
        replyMessage(video, 'direct', { now: 0 }),
      ].map(
        ({ blocks }) =>
          /Ask Jogg again\?.*?"text":\{[^}]*"text":"([^"]*)"/.exec(JSON.stringify(blocks))?.[1],
      );
    });
    const warning =
      'A video that may be this one was already found at Jogg: choose “Not now”, then “Look again”, to see it. If it is yours, asking again pays for it twice.';
    const usual = 'If Jogg did take the first request, this costs a second time.';
    expect(dialogs).toEqual([
      [usual, usual],
      [warning, warning],
    ]);
    expect(warning.length).toBeLessThan(300);
  });

  it('offers it by its title, which can do no harm, to the one who looks again', () => {
    const candidate = { id: 'p:1', version: 'v1' as const, title: '<!channel> *Launch*' };
    const video = sampleVideo('unconfirmed', { id: 'v_1', confirmations: 2, candidate });
    const offer = likelyOffer(video);
    expect(offer?.blocks.at(-1)).toMatchObject({
      elements: [
        {
          action_id: 'take_likely',
          text: { type: 'plain_text', text: 'It is this one: <!channel> *Launch*' },
          value: 'v_1:2:p:1',
        },
      ],
    });
    expect(offer?.text).toContain('asked for: &lt;!channel&gt; *Launch*');
    expect([
      likelyOffer({ ...video, candidate: null }),
      likelyOffer({ ...video, state: 'failed' }),
    ]).toEqual([null, null]);
  });
});
