import { describe, expect, it } from 'vitest';
import { byHand } from './by-hand.ts';
import { numbers, rowsOf } from './rows.ts';
import { SHOWN, story, type Trouble } from './slack-story.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('a method that Slack asks to leave alone', () => {
  it('F1: no chat.update for 7 s, of any video, while posts go on; every card ends true', async () => {
    const stage = await byHand();
    stage.problem('one', 'card', { method: 'chat.update', kind: 'ratelimited', retryAfter: 7 });
    stage.make('one');
    stage.make('two');
    await stage.pass(SECOND);
    const [limited] = stage.slack.log.filter(({ fault }) => fault === 'ratelimited');
    const from = limited?.at ?? 0;
    await stage.pass(SECOND);
    stage.make('three');
    await stage.finish();

    const within = stage.slack.log.filter(({ at }) => at > from && at < from + 7 * SECOND);
    expect(within.map(({ method }) => method)).toEqual(['chat.postMessage']);
    expect([stage.shown('one'), stage.shown('two'), stage.shown('three')]).toEqual([
      SHOWN,
      SHOWN,
      SHOWN,
    ]);
    for (const name of ['one', 'two', 'three'])
      expect(stage.message(name, 'card')?.text).toContain('Ready');
  });

  it.each<[string, string, Trouble, number]>([
    ['F2', 'without a header', { kind: 'ratelimited' }, 30 * SECOND],
    [
      'F2',
      'until a date',
      { kind: 'ratelimited', retryAfter: 'Mon, 01 Jun 2026 12:01:42 GMT' },
      102 * SECOND,
    ],
    ['F2', 'of 0 s', { kind: 'ratelimited', retryAfter: 0 }, SECOND],
    ['F2', 'of -1 s', { kind: 'ratelimited', retryAfter: -1 }, SECOND],
    ['F2', 'of abc', { kind: 'ratelimited', retryAfter: 'abc' }, 30 * SECOND],
    ['F2', 'of a day', { kind: 'ratelimited', retryAfter: 86_400 }, 15 * MINUTE],
    ['F3', 'in a 200', { kind: 'error', error: 'ratelimited' }, 30 * SECOND],
    ['F3', 'by its other name', { kind: 'error', error: 'rate_limited' }, 30 * SECOND],
  ])('%s: a limit %s is waited for, then the card is posted once', async (_, _what, spec, ms) => {
    const stage = await byHand();
    const at = stage.now();
    const ended = await story(stage, 'v', 'card', spec);
    const [first, second] = stage.calls('chat.postMessage', 'v', 'card');
    expect([first?.at, second?.at]).toEqual([at, at + ms]);
    expect(ended).toEqual({ state: 'delivered', ...SHOWN, sent: 2 });
  });
});

it('the rows of this file are F1 to F3', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(numbers(1, 3));
});
