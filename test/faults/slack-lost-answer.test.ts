import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP } from '../../sandbox/slack/seed.ts';
import {
  DELIVERED,
  MINUTE,
  manualStage,
  SECOND,
  type SlackFault,
  WITHOUT_HISTORY,
  within,
} from './manual-stage.ts';

const body = (text: string): SlackFault => ({ kind: 'html', body: text, done: true });

it.each<[string, string, SlackFault]>([
  ['F5', 'status 500', { kind: 'status', done: true }],
  ['F7', 'a reset', { kind: 'reset_after' }],
  ['F8', 'half a body', { kind: 'truncated' }],
  ['F9', 'no answer in time', { kind: 'hang', done: true }],
  ['F10', 'HTML', body('<html>a secret that a proxy knows</html>')],
  ['F10', 'null', body('null')],
  ['F11', 'ok without a ts', { kind: 'no_ts' }],
  ['F11', 'the ts of another channel', { kind: 'other_channel' }],
  ['F18', 'internal_error', { kind: 'error', error: 'internal_error', done: true }],
])('%s: %s after the message was posted never posts a second one', async (_, _what, slack) => {
  const seeing = await manualStage(within(slack));
  const blind = await manualStage({ ...WITHOUT_HISTORY, ...within(slack) });
  const seen = async () => {
    const result = await seeing.play({ slack }, 'result');
    const card = await seeing.play({ slot: 'card', slack }, 'card');
    seeing.fault('edit', 'card', { ...slack, method: 'chat.update', times: 2 });
    return { result, card, edit: await seeing.play({}, 'edit') };
  };
  const unseen = async () => ({
    blindResult: await blind.play({ slack }, 'result'),
    blindCard: await blind.play({ slot: 'card', slack }, 'card'),
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

const TOLD = { ...DELIVERED, channel: [], direct: ['direct'] };
const FOUND = { ...TOLD, direct: ['card', 'result'] };
it.each([
  // A person's name for it does not say where it is, so there nobody can look either.
  ['F5', 'after', 'may', ADA, true, { ...TOLD, direct: ['card', 'direct'] }],
  ['F5', 'after', 'may', ADA_AND_APP, true, FOUND],
  ['F4', 'instead of', 'may not', ADA_AND_APP, false, TOLD],
])(
  '%s: status 500 %s a card in a direct message with the app, which %s be searched (%s): the video goes on, and its end is told there',
  async (_, _when, may, channel, done, ended) => {
    const stage = await manualStage(may === 'may' ? {} : WITHOUT_HISTORY);
    const slack = { kind: 'status', done } as const;
    expect(await stage.play({ slot: 'card', slack, channel })).toEqual(ended);
    const told = stage.text('v', 'direct') || stage.text('v', 'result');
    expect(told).toMatch(/^(?!.*so it’s here instead)[\s\S]*\.mp4/);
  },
);

it.each<[string, string, SlackFault]>([
  ['F4', 'status 503', { kind: 'status', status: 503 }],
  ['F7', 'a reset', { kind: 'reset' }],
  ['F9', 'no answer in time', { kind: 'hang' }],
  ['F10', 'HTML', { kind: 'html' }],
  ['F18', 'internal_error', { kind: 'error', error: 'internal_error' }],
])('%s: %s instead of posting is made good where the app may look', async (_, _what, slack) => {
  const seeing = await manualStage(within(slack));
  expect(await seeing.play({ slack })).toEqual({ ...DELIVERED, posted: 2 });
  const [first, second] = seeing.calls('chat.postMessage', 'v', 'result');
  const searches = seeing.slack.log.filter(({ method }) => method === 'conversations.replies');
  expect(searches.length).toBeGreaterThanOrEqual(3);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);

  const blind = await manualStage({ ...WITHOUT_HISTORY, ...within(slack) });
  expect(await blind.play({ slack })).toEqual({ ...DELIVERED, channel: ['card'] });
  expect(blind.text('v', 'card')).toContain('Ready');
});

it('F23: looks that miss the message for 20 s do not post it again', async () => {
  const stage = await manualStage({ jogg: { renderMs: MINUTE } });
  stage.slack.setReadLag(20 * SECOND);
  expect(await stage.play({ slack: { kind: 'reset_after' } })).toEqual(DELIVERED);
  const searches = stage.slack.log.filter(({ method }) => method === 'conversations.replies');
  const found = searches.map(({ answer }) => JSON.stringify(answer).includes('"result"'));
  expect(found).toEqual([false, true]);
});
