import { describe, expect, it } from 'vitest';
import { ADA, ADA_AND_APP } from '../../sandbox/slack/seed.ts';
import { webClientOptions } from '../../src/slack/web-api/web-client.ts';
import { kindOf, onStage, until } from '../support/stage.ts';
import { byHand, type HandStage } from './by-hand.ts';
import { rowsOf } from './rows.ts';
import { end, SHOWN, story, type Trouble, within } from './slack-story.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe('an answer that was lost', () => {
  const body = (text: string): Trouble => ({ kind: 'html', body: text, done: true });
  const SECRET = '<html>a secret that a proxy knows</html>';

  it.each<[string, string, Trouble]>([
    ['F5', 'status 500', { kind: 'status', done: true }],
    ['F7', 'a reset', { kind: 'reset_after' }],
    ['F8', 'half a body', { kind: 'truncated' }],
    ['F9', 'no answer in time', { kind: 'hang', done: true }],
    ['F10', 'HTML', body(SECRET)],
    ['F10', 'an empty body', body('')],
    ['F10', 'half of some JSON', body('{"ok":tr')],
    ['F10', 'null', body('null')],
    ['F10', 'a list', body('[]')],
    ['F11', 'ok without a ts', { kind: 'no_ts' }],
    ['F11', 'the ts of another channel', { kind: 'other_channel' }],
    ['F18', 'fatal_error', { kind: 'error', error: 'fatal_error', done: true }],
    ['F18', 'internal_error', { kind: 'error', error: 'internal_error', done: true }],
    ['F18', 'service_unavailable', { kind: 'error', error: 'service_unavailable', done: true }],
  ])('%s: %s after the message was posted never posts a second one', async (_, _what, spec) => {
    const seeing = await byHand(within(spec));
    const blind = await byHand({ history: false, ...within(spec) });
    const seen = async () => {
      const found = await story(seeing, 'result', 'result', spec);
      const foundCard = await story(seeing, 'card', 'card', spec);
      seeing.problem('edit', 'card', { ...spec, method: 'chat.update', times: 2 });
      seeing.make('edit');
      await seeing.finish();
      return { found, foundCard, edited: await end(seeing, 'edit') };
    };
    const unseen = async () => {
      const left = await story(blind, 'result', 'result', spec);
      return { left, moved: await story(blind, 'card', 'card', spec) };
    };
    const [{ found, foundCard, edited }, { left, moved }] = await Promise.all([seen(), unseen()]);

    expect({ found, foundCard, edited, left, moved }).toEqual({
      found: { state: 'delivered', ...SHOWN, sent: 1 },
      foundCard: { state: 'delivered', ...SHOWN, sent: 1 },
      edited: { state: 'delivered', ...SHOWN, sent: 1 },
      left: { state: 'delivered', ...SHOWN, sent: 1 },
      // A card that may not be looked for cannot open a thread: the thread moves, once.
      moved: { state: 'delivered', channel: ['card'], direct: ['card', 'result'], sent: 2 },
    });
    expect([seeing.paid(), blind.paid()]).toEqual([3, 2]);
    expect(seeing.message('edit', 'card')?.text).toContain('Ready');
    expect(JSON.stringify([seeing.lines, blind.lines])).not.toContain('secret');
  });

  it.each([
    ['F5', 'after', { done: true }, ['card', 'direct']],
    ['F4', 'instead of', { done: false }, ['direct']],
  ] as const)(
    '%s: status 500 %s a card in its requester’s own direct message is not repeated there: the video goes on, and its end is told there',
    async (_, _when, { done }, direct) => {
      const spec: Trouble = { kind: 'status', status: 500, done };
      const told = { state: 'delivered', channel: [], direct, sent: 1 };
      const by = async (stage: HandStage, name: string, channel: string) => {
        await story(stage, name, 'card', spec, { channel });
        return end(stage, name, 'card');
      };
      const blind = await byHand({ history: false });
      const seeing = await byHand();
      // A person's name for it does not say where it is, so there nobody can look either.
      expect([
        await by(blind, 'person', ADA),
        await by(blind, 'conversation', ADA_AND_APP),
        await by(seeing, 'person', ADA),
      ]).toEqual([told, told, told]);
      expect([blind.paid(), seeing.paid()]).toEqual([2, 1]);
      expect(blind.message('person', 'direct')?.text).toContain('.mp4');
      expect(blind.message('person', 'direct')?.text).not.toContain('You read this here');

      const found = await by(seeing, 'conversation', ADA_AND_APP);
      const sent = done ? 1 : 2;
      expect(found).toEqual({ ...told, direct: ['card', 'result'], sent });
    },
  );

  it('F9: the app gives a call of Slack 10 s', () => {
    expect(webClientOptions('https://slack.com/api/', fetch).timeout).toBe(10 * SECOND);
  });

  it.each<[string, string, Trouble]>([
    ['F4', 'status 500', { kind: 'status', status: 500 }],
    ['F4', 'status 502', { kind: 'status', status: 502 }],
    ['F4', 'status 503', { kind: 'status', status: 503 }],
    ['F4', 'status 504', { kind: 'status', status: 504 }],
    ['F7', 'a reset', { kind: 'reset' }],
    ['F9', 'no answer in time', { kind: 'hang' }],
    ['F10', 'HTML', { kind: 'html' }],
    ['F18', 'internal_error', { kind: 'error', error: 'internal_error' }],
  ])(
    '%s: %s instead of posting is made good after three looks over a minute, and only where the app may look',
    async (_, _what, spec) => {
      const seeing = await byHand(within(spec));
      const made = await story(seeing, 'v', 'result', spec);
      const [first, second] = seeing.calls('chat.postMessage', 'v', 'result');
      const searches = seeing.slack.log.filter(({ method }) => method === 'conversations.replies');
      expect(made).toEqual({ state: 'delivered', ...SHOWN, sent: 2 });
      expect(searches.length).toBeGreaterThanOrEqual(3);
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);

      const blind = await byHand({ history: false, ...within(spec) });
      const left = await story(blind, 'v', 'result', spec);
      expect(left).toEqual({ state: 'delivered', channel: ['card'], direct: [], sent: 1 });
      expect(blind.message('v', 'card')?.text).toContain('Ready');
    },
  );

  it('F7: on the real app, a reset after the result was posted leaves one result', async () => {
    const stage = await onStage();
    stage.slack.fault({
      method: 'chat.postMessage',
      kind: 'reset_after',
      when: (args) => kindOf(args) === 'result',
    });
    await stage.make();
    await stage.reply('result');
    await until(() => stage.lines.some(({ fields }) => fields['to'] === 'delivered'));
    expect([stage.slots(), stage.paid().length]).toEqual([['card', 'result'], 1]);
  });

  it('F23: looks that miss the message for 20 s do not post it again', async () => {
    const stage = await byHand({ renderMs: MINUTE });
    stage.slack.setReadLag(20 * SECOND);
    stage.problem('v', 'result', { method: 'chat.postMessage', kind: 'reset_after' });
    stage.make('v');
    await stage.finish();
    const searches = stage.slack.log.filter(({ method }) => method === 'conversations.replies');
    expect(searches.map(({ answer }) => JSON.stringify(answer).includes('"result"'))).toEqual([
      false,
      true,
    ]);
    expect(await end(stage, 'v')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
  });
});

it('the rows of this file are F4, F5, F7 to F11, F18 and F23', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual([
    'F4',
    'F5',
    'F7',
    'F8',
    'F9',
    'F10',
    'F11',
    'F18',
    'F23',
  ]);
});
