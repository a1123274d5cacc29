import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/slack/faults.ts';
import { ADA_AND_APP, MARKETING, SALES } from '../../sandbox/slack/seed.ts';
import { webClientOptions } from '../../src/slack/web-client.ts';
import { kindOf, onStage, until } from '../support/stage.ts';
import { byHand, type HandStage } from './by-hand.ts';
import { numbers, rowsOf } from './rows.ts';
import { NOT_APPLICABLE } from './slack-not-applicable.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type Trouble = Omit<FaultSpec, 'method'>;

/** Only a call that hangs is worth waiting for its time-out. */
const within = ({ kind }: Trouble) => (kind === 'hang' ? { timeoutMs: 400 } : {});

const SHOWN = { channel: ['card', 'result'], direct: [] };

/** How a video ended: its state, its messages, and how often one of them was sent. */
async function end(stage: HandStage, name: string, slot: 'card' | 'result' = 'result') {
  const sent = stage.calls('chat.postMessage', name, slot).length;
  return { state: await stage.state(name), ...stage.shown(name), sent };
}

/** One video whose message of `slot` meets trouble, run to its end. */
async function story(
  stage: HandStage,
  name: string,
  slot: 'card' | 'result',
  trouble: Trouble,
): Promise<Awaited<ReturnType<typeof end>>> {
  stage.trouble(name, slot, { ...trouble, method: 'chat.postMessage' });
  stage.make(name);
  await stage.finish();
  return end(stage, name, slot);
}

describe('a method that Slack asks to leave alone', () => {
  it('F1: no chat.update for 7 s, of any video, while posts go on; every card ends true', async () => {
    const stage = await byHand();
    stage.trouble('one', 'card', { method: 'chat.update', kind: 'ratelimited', retryAfter: 7 });
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
      seeing.trouble('edit', 'card', { ...spec, method: 'chat.update', times: 2 });
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

  it('F9: the app gives a call of Slack 10 s', () => {
    expect(webClientOptions('https://slack.com/api/').timeout).toBe(10 * SECOND);
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
      const looks = seeing.slack.log.filter(({ method }) => method === 'conversations.replies');
      expect(made).toEqual({ state: 'delivered', ...SHOWN, sent: 2 });
      expect(looks.length).toBeGreaterThanOrEqual(3);
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
    stage.trouble('v', 'result', { method: 'chat.postMessage', kind: 'reset_after' });
    stage.make('v');
    await stage.finish();
    const looks = stage.slack.log.filter(({ method }) => method === 'conversations.replies');
    expect(looks.map(({ answer }) => JSON.stringify(answer).includes('"result"'))).toEqual([
      false,
      true,
    ]);
    expect(await end(stage, 'v')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
  });
});

describe('no way to Slack', () => {
  it('F6: a connection refused before anything was sent is tried again at once, and posts once', async () => {
    const stage = await byHand({ history: false });
    await stage.door.shut();
    stage.make('v');
    await stage.pass(3 * SECOND);
    expect(stage.slack.log).toEqual([]);
    await stage.door.open();
    await stage.finish();
    expect(await end(stage, 'v', 'card')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
    expect(stage.paid()).toBe(1);
  });

  it.each<[string, string, Trouble]>([
    ['F4', 'status 503', { kind: 'status', status: 503 }],
    ['F7', 'resets', { kind: 'reset' }],
    ['F10', 'HTML of a proxy', { kind: 'html' }],
  ])(
    '%s: ten minutes of %s are probed once in 30 s, then every video is shown once',
    async (_, _what, spec) => {
      const stage = await byHand();
      const names = Array.from({ length: 12 }, (_each, index) => `v${index}`);
      for (const name of names) stage.make(name);
      await stage.pass(0);
      const before = stage.slack.log.length;
      stage.slack.fault({ ...spec, method: '*', times: Number.POSITIVE_INFINITY });
      await stage.pass(10 * MINUTE);
      const asked = stage.slack.log.slice(before).map(({ at }) => at);
      stage.slack.clearFaults();
      await stage.finish();

      const [first = 0] = asked;
      const probes = asked.filter((at) => at > first);
      const gaps = probes.map((at, index) => at - (probes[index - 1] ?? first));
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30 * SECOND);
      expect(probes.length).toBeGreaterThan(15);
      // Five in a row say that Slack is down, and as many as run beside the fifth.
      expect(asked.length - probes.length).toBeLessThanOrEqual(5 + 7);
      for (const name of names) expect([name, stage.shown(name)]).toEqual([name, SHOWN]);
      expect(stage.paid()).toBe(12);
    },
  );

  it('F24: a redirect to another host is not followed, and no token goes there', async () => {
    const canary: unknown[] = [];
    const server = createServer((request, response) => {
      canary.push(request.url);
      response.end('{"ok":true}');
    }).listen(0, '127.0.0.1');
    close.push(() => server.close());
    await until(() => server.listening);
    const { port } = server.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/api/chat.postMessage`;
    const stage = await byHand();
    const ended = await story(stage, 'v', 'result', { kind: 'redirect', location });
    expect([canary, ended]).toEqual([[], { state: 'delivered', ...SHOWN, sent: 2 }]);
  });
});

describe('a refusal', () => {
  const RESTRICTED = [
    'no_permission',
    'restricted_action',
    'restricted_action_read_only_channel',
    'restricted_action_thread_only_channel',
    'restricted_action_non_threadable_channel',
    'restricted_action_thread_locked',
  ];
  const refusals: [string, string][] = [
    ['F12', 'channel_not_found'],
    ['F12', 'not_in_channel'],
    ['F13', 'is_archived'],
    ['F13', 'is_inactive'],
    ['F16', 'missing_scope'],
    ...RESTRICTED.map((error): [string, string] => ['F16', error]),
    ['F20', 'thread_not_found'],
  ];

  it.each(refusals)(
    '%s: %s for the result is final, and its requester gets it directly, once',
    async (_, error) => {
      const stage = await byHand();
      const times = Number.POSITIVE_INFINITY;
      const ended = await story(stage, 'v', 'result', { kind: 'error', error, times });
      expect(ended).toEqual({
        state: 'delivered',
        channel: ['card'],
        direct: ['direct'],
        sent: 1,
      });
      expect(stage.message('v', 'direct')?.text).toContain('.mp4');
    },
  );

  it.each(refusals)(
    '%s: %s for the card costs nothing, and its requester is told directly, once',
    async (_, error) => {
      const stage = await byHand();
      const times = Number.POSITIVE_INFINITY;
      const ended = await story(stage, 'v', 'card', { kind: 'error', error, times });
      expect([ended, stage.paid()]).toEqual([
        { state: 'failed', channel: [], direct: ['direct'], sent: 1 },
        0,
      ]);
      expect(stage.message('v', 'direct')?.text).toContain('Hello from Slack');
    },
  );

  it('F12: once the app is invited, "Try again there" delivers what the channel had refused', async () => {
    const stage = await onStage({ webhook: false });
    await stage.make({}, { channel: SALES });
    const told = await stage.driver.waitFor(
      () => stage.slack.messages(ADA_AND_APP).find((each) => kindOf(each) === 'direct'),
      8_000,
    );
    expect([stage.slots(SALES), stage.paid().length]).toEqual([[], 0]);
    stage.slack.channels.find(({ id }) => id === SALES)?.members.add('U0JOGGBOT1');
    const button = { channel: ADA_AND_APP, messageTs: told.ts, actionId: 'retry_there' };
    await Promise.all([stage.driver.click(button), stage.driver.click(button)]);
    await stage.reply('result', SALES);
    expect([stage.slots(SALES), stage.slots(ADA_AND_APP), stage.paid().length]).toEqual([
      ['card', 'result'],
      ['direct'],
      1,
    ]);
  });

  it('F13: a channel archived while Jogg renders: told directly, once', async () => {
    const stage = await byHand();
    stage.make('v');
    await stage.pass(5 * SECOND);
    const channel = stage.slack.channels.find(({ id }) => id === MARKETING);
    if (channel) channel.archived = true;
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({
      state: 'delivered',
      channel: ['card'],
      direct: ['direct'],
      sent: 1,
    });
  });

  it.each([['token_revoked'], ['account_inactive'], ['invalid_auth'], ['not_authed']])(
    'F14: after %s nothing more is asked for the workspace nor paid, until it is renewed',
    async (error) => {
      const stage = await byHand();
      for (const name of ['one', 'two', 'three']) stage.make(name);
      await stage.pass(5 * SECOND);
      const before = stage.slack.log.length;
      const times = Number.POSITIVE_INFINITY;
      stage.slack.fault({ method: '*', kind: 'error', error, times });
      await stage.pass(MINUTE);
      stage.make('four');
      await stage.pass(MINUTE);
      // What was under way when the first answer came is not called back.
      const asked = stage.slack.log.slice(before).length;
      expect(asked).toBeLessThanOrEqual(3);
      expect([await stage.state('four'), stage.paid()]).toEqual(['failed', 3]);

      stage.make('five');
      await stage.pass(10 * SECOND);
      expect(stage.slack.log.slice(before).length).toBe(asked);
      await stage.pass(5 * MINUTE);
      stage.make('six');
      await stage.pass(10 * SECOND);
      stage.make('seven');
      await stage.pass(10 * SECOND);
      expect(stage.slack.log.slice(before).length).toBe(asked + 1);

      stage.slack.clearFaults();
      await stage.pass(5 * MINUTE);
      stage.make('renewed');
      await stage.finish();
      expect([await stage.state('renewed'), stage.shown('renewed')]).toEqual(['delivered', SHOWN]);
      expect(JSON.stringify(stage.lines)).toContain(`"error":"${error}"`);
    },
  );

  it('F16: the log names the scope that is missing', async () => {
    const stage = await byHand();
    stage.slack.scopes.delete('chat:write');
    stage.make('v');
    await stage.finish();
    expect(stage.lines).toContainEqual({
      event: 'slack_refused',
      fields: {
        workspace: 'T0SANDBOX1',
        method: 'chat.postMessage',
        error: 'missing_scope',
        needed: 'chat:write',
      },
    });
    expect([await stage.state('v'), stage.paid()]).toEqual(['failed', 0]);
  });

  it.each([['msg_too_long'], ['invalid_blocks'], ['msg_blocks_too_long']])(
    'F17: %s is answered by one message as plain as can be, then given up',
    async (error) => {
      const stage = await byHand();
      const once = await story(stage, 'once', 'result', { kind: 'error', error });
      const always = await story(stage, 'always', 'result', {
        kind: 'error',
        error,
        times: Number.POSITIVE_INFINITY,
      });
      expect([once, always]).toEqual([
        { state: 'delivered', ...SHOWN, sent: 2 },
        { state: 'delivered', channel: ['card'], direct: ['direct'], sent: 2 },
      ]);
      expect(stage.message('once', 'result')?.blocks).toHaveLength(1);
    },
  );
});

describe('a thread that is not what it was', () => {
  it.each([
    ['F19', 'message_not_found'],
    ['F21', 'edit_window_closed'],
    ['F21', 'cant_update_message'],
  ])('%s: a card that cannot be edited (%s) still gets its result, once', async (_, error) => {
    const stage = await byHand();
    const times = Number.POSITIVE_INFINITY;
    stage.trouble('v', 'card', { method: 'chat.update', kind: 'error', error, times });
    stage.make('v');
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({ state: 'delivered', ...SHOWN, sent: 1 });
    expect(stage.message('v', 'result')?.text).toContain('.mp4');
  });

  it('F19: a card deleted while Jogg renders: the stray reply is withdrawn, and its requester told directly, once', async () => {
    const stage = await byHand();
    stage.make('v');
    await stage.pass(5 * SECOND);
    stage.slack.driver.remove(MARKETING, stage.message('v', 'card')?.ts ?? '');
    await stage.finish();
    expect(await end(stage, 'v')).toEqual({
      state: 'delivered',
      channel: [],
      direct: ['direct'],
      sent: 1,
    });
    expect(stage.message('v', 'direct')?.text).toContain('.mp4');
  });

  it.each([
    ['before the card', 'card' as const, { state: 'failed', channel: [], direct: ['direct'] }, 0],
    [
      'while Jogg renders',
      'result' as const,
      { state: 'delivered', channel: ['card'], direct: ['direct'] },
      1,
    ],
  ])(
    'F20: a root deleted %s leaves nothing at the top of the channel',
    async (_, slot, ended, paid) => {
      const stage = await byHand();
      const root = await stage.slack.driver.say({ channel: MARKETING, text: 'A video of this?' });
      const at = { channel: MARKETING, threadTs: root.ts };
      if (slot === 'card') stage.slack.driver.remove(MARKETING, root.ts);
      stage.make('v', at);
      await stage.pass(5 * SECOND);
      stage.slack.driver.remove(MARKETING, root.ts);
      await stage.finish();
      expect([await end(stage, 'v', slot), stage.paid()]).toEqual([{ ...ended, sent: 1 }, paid]);
      expect(stage.slack.messages(MARKETING).filter((each) => !each.thread_ts)).toEqual([]);
    },
  );
});

it('every row of F1 to F24 is here or has its reason', ({ task }) => {
  const { F15, F22 } = NOT_APPLICABLE;
  const rows = [...rowsOf(task.file.tasks), ...Object.keys({ F15, F22 })];
  expect(rows.sort()).toEqual(numbers(1, 24).sort());
});

const close: (() => void)[] = [];
afterEach(() => {
  for (const each of close.splice(0)) each();
});
