import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP } from '../../sandbox/slack/seed.ts';
import { webClientOptions } from '../../src/slack/web-api/web-client.ts';
import { byHand } from './by-hand.ts';
import { DELIVERED, type End, MINUTE, play, SECOND, type SlackFault, within } from './play.ts';

const body = (text: string): SlackFault => ({ kind: 'html', body: text, done: true });

it.each<[string, string, SlackFault]>([
  ['F5', 'status 500', { kind: 'status', done: true }],
  ['F7', 'a reset', { kind: 'reset_after' }],
  ['F8', 'half a body', { kind: 'truncated' }],
  ['F9', 'no answer in time', { kind: 'hang', done: true }],
  ['F10', 'HTML', body('<html>a secret that a proxy knows</html>')],
  ['F10', 'an empty body', body('')],
  ['F10', 'null', body('null')],
  ['F11', 'ok without a ts', { kind: 'no_ts' }],
  ['F11', 'the ts of another channel', { kind: 'other_channel' }],
  ['F18', 'internal_error', { kind: 'error', error: 'internal_error', done: true }],
])('%s: %s after the message was posted never posts a second one', async (_, _what, slack) => {
  const seeing = await byHand(within(slack));
  const blind = await byHand({ history: false, ...within(slack) });
  const seen = async () => {
    const result = await play(seeing, { slack }, 'result');
    const card = await play(seeing, { slot: 'card', slack }, 'card');
    seeing.fault('edit', 'card', { ...slack, method: 'chat.update', times: 2 });
    return { result, card, edit: await play(seeing, {}, 'edit') };
  };
  const unseen = async () => ({
    blindResult: await play(blind, { slack }, 'result'),
    blindCard: await play(blind, { slot: 'card', slack }, 'card'),
  });
  const [one, other] = await Promise.all([seen(), unseen()]);
  expect({ ...one, ...other }).toEqual({
    result: DELIVERED,
    card: DELIVERED,
    edit: DELIVERED,
    blindResult: DELIVERED,
    // A card that may not be looked for cannot open a thread: the thread moves, once.
    blindCard: { ...DELIVERED, channel: ['card'], direct: ['card', 'result'], posted: 2 },
  });
  expect(seeing.text('edit', 'card')).toContain('Ready');
  expect(JSON.stringify([seeing.lines, blind.lines])).not.toContain('secret');
});

const TOLD: End = { ...DELIVERED, channel: [], direct: ['direct'] };
const TOLD_BESIDE: End = { ...TOLD, direct: ['card', 'direct'] };
const FOUND: End = { ...TOLD, direct: ['card', 'result'] };
it.each<[string, string, boolean, string, boolean, End]>([
  // A person's name for it does not say where it is, so there nobody can look either.
  ['F5', 'after', false, ADA, true, TOLD_BESIDE],
  ['F5', 'after', false, ADA_AND_APP, true, TOLD_BESIDE],
  ['F5', 'after', true, ADA, true, TOLD_BESIDE],
  ['F5', 'after', true, ADA_AND_APP, true, FOUND],
  ['F4', 'instead of', false, ADA, false, TOLD],
  ['F4', 'instead of', false, ADA_AND_APP, false, TOLD],
  ['F4', 'instead of', true, ADA, false, TOLD],
  ['F4', 'instead of', true, ADA_AND_APP, false, { ...FOUND, posted: 2 }],
])(
  '%s: status 500 %s a card in its requester’s own direct message (history: %s, channel: %s): the video goes on, and its end is told there',
  async (_, _when, history, channel, done, ended) => {
    const stage = await byHand({ history });
    const row = { slot: 'card', slack: { kind: 'status', done }, asked: { channel } } as const;
    expect(await play(stage, row)).toEqual(ended);
    const told = stage.text('v', 'direct') || stage.text('v', 'result');
    expect(told).toContain('.mp4');
    expect(told).not.toContain('so it’s here instead');
  },
);

it('F9: the app gives a call of Slack 10 s', () => {
  expect(webClientOptions('https://slack.com/api/', fetch).timeout).toBe(10 * SECOND);
});

it.each<[string, string, SlackFault]>([
  ['F4', 'status 500', { kind: 'status', status: 500 }],
  ['F4', 'status 503', { kind: 'status', status: 503 }],
  ['F7', 'a reset', { kind: 'reset' }],
  ['F9', 'no answer in time', { kind: 'hang' }],
  ['F10', 'HTML', { kind: 'html' }],
  ['F18', 'internal_error', { kind: 'error', error: 'internal_error' }],
])(
  '%s: %s instead of posting is made good after three looks over a minute, and only where the app may look',
  async (_, _what, slack) => {
    const seeing = await byHand(within(slack));
    expect(await play(seeing, { slack })).toEqual({ ...DELIVERED, posted: 2 });
    const [first, second] = seeing.calls('chat.postMessage', 'v', 'result');
    const searches = seeing.slack.log.filter(({ method }) => method === 'conversations.replies');
    expect(searches.length).toBeGreaterThanOrEqual(3);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);

    const blind = await byHand({ history: false, ...within(slack) });
    expect(await play(blind, { slack })).toEqual({ ...DELIVERED, channel: ['card'] });
    expect(blind.text('v', 'card')).toContain('Ready');
  },
);

it('F23: looks that miss the message for 20 s do not post it again', async () => {
  const stage = await byHand({ renderMs: MINUTE });
  stage.slack.setReadLag(20 * SECOND);
  expect(await play(stage, { slack: { kind: 'reset_after' } })).toEqual(DELIVERED);
  const searches = stage.slack.log.filter(({ method }) => method === 'conversations.replies');
  const found = searches.map(({ answer }) => JSON.stringify(answer).includes('"result"'));
  expect(found).toEqual([false, true]);
});
