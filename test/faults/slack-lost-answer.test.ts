import { expect, it } from 'vitest';
import { ADA, ADA_AND_APP } from '../../sandbox/slack/seed.ts';
import { DELIVERED } from './ends.ts';
import {
  MINUTE,
  manualStage,
  NO_HISTORY,
  SECOND,
  type SlackFault,
  timeoutFor,
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
])('%s: %s after a post never causes a second post', async (_, _what, slack) => {
  const withHistory = await manualStage(timeoutFor(slack));
  const withoutHistory = await manualStage({ ...NO_HISTORY, ...timeoutFor(slack) });
  const resultsWithHistory = async () => {
    const result = await withHistory.play({ slack }, 'result');
    const card = await withHistory.play({ slot: 'card', slack }, 'card');
    withHistory.fault('edit', 'card', { ...slack, method: 'chat.update', times: 2 });
    return { result, card, edit: await withHistory.play({}, 'edit') };
  };
  const resultsWithoutHistory = async () => ({
    resultWithoutHistory: await withoutHistory.play({ slack }, 'result'),
    cardWithoutHistory: await withoutHistory.play({ slot: 'card', slack }, 'card'),
  });
  const [one, other] = await Promise.all([resultsWithHistory(), resultsWithoutHistory()]);
  expect({ ...one, ...other }).toEqual({
    result: DELIVERED,
    card: DELIVERED,
    edit: DELIVERED,
    resultWithoutHistory: DELIVERED,
    // Without a search the card opens no thread, so the thread moves, once.
    cardWithoutHistory: { ...DELIVERED, channel: ['card'], direct: ['card', 'result'], posted: 2 },
  });
  expect(withHistory.text('edit', 'card')).toContain('Ready');
  expect(JSON.stringify([withHistory.lines, withoutHistory.lines])).not.toContain('secret');
});

const DIRECT_ONLY = { ...DELIVERED, channel: [], direct: ['direct'] };
const CARD_FOUND = { ...DIRECT_ONLY, direct: ['card', 'result'] };
it.each([
  // A user id does not give the conversation, so the app cannot search there either.
  ['F5', 'after', 'may', ADA, true, { ...DIRECT_ONLY, direct: ['card', 'direct'] }],
  ['F5', 'after', 'may', ADA_AND_APP, true, CARD_FOUND],
  ['F4', 'instead of', 'may not', ADA_AND_APP, false, DIRECT_ONLY],
])(
  '%s: after status 500 %s a card in a direct message that %s be searched (%s) the video goes on, with its result there',
  async (_, _when, may, channel, done, ended) => {
    const stage = await manualStage(may === 'may' ? {} : NO_HISTORY);
    const slack = { kind: 'status', done } as const;
    expect(await stage.play({ slot: 'card', slack, channel })).toEqual(ended);
    const text = stage.text('v', 'direct') || stage.text('v', 'result');
    expect(text).toMatch(/^(?!.*so it’s here instead)[\s\S]*\.mp4/);
  },
);

it.each<[string, string, SlackFault]>([
  ['F4', 'status 503', { kind: 'status', status: 503 }],
  ['F7', 'a reset', { kind: 'reset' }],
  ['F9', 'no answer in time', { kind: 'hang' }],
  ['F10', 'HTML', { kind: 'html' }],
  ['F18', 'internal_error', { kind: 'error', error: 'internal_error' }],
])('%s: after %s instead of a post, a search lets the app post it', async (_, _what, slack) => {
  const withHistory = await manualStage(timeoutFor(slack));
  expect(await withHistory.play({ slack })).toEqual({ ...DELIVERED, posted: 2 });
  const [first, second] = withHistory.calls('chat.postMessage', 'v', 'result');
  const searches = withHistory.slack.log.filter(({ method }) => method === 'conversations.replies');
  expect(searches.length).toBeGreaterThanOrEqual(3);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);

  const withoutHistory = await manualStage({ ...NO_HISTORY, ...timeoutFor(slack) });
  expect(await withoutHistory.play({ slack })).toEqual({ ...DELIVERED, channel: ['card'] });
  expect(withoutHistory.text('v', 'card')).toContain('Ready');
});

it('F23: searches that miss the message for 20 s cause no second post', async () => {
  const stage = await manualStage({ jogg: { renderMs: MINUTE } });
  stage.slack.setReadLag(20 * SECOND);
  expect(await stage.play({ slack: { kind: 'reset_after' } })).toEqual(DELIVERED);
  const searches = stage.slack.log.filter(({ method }) => method === 'conversations.replies');
  const found = searches.map(({ answer }) => JSON.stringify(answer).includes('"result"'));
  expect(found).toEqual([false, true]);
});
