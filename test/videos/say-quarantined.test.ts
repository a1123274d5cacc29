import { expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createSayQuarantined } from '../../src/videos/say-quarantined.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const DONE: PostOutcome = { kind: 'done', channel: 'D1', ts: '1.1', inThread: true };
const LATER: PostOutcome = { kind: 'later', afterMs: null };
const payload = JSON.stringify(facts);

/** A store, and lives over it: each says what Slack answers in turn. */
function onStore() {
  const { change, close } = openState('memory:', () => {});
  onTestFinished(close);
  const clock = createVirtualClock();
  const sent: string[] = [];
  const life = (answers: PostOutcome[]) => {
    const stopping = new AbortController();
    const say = createSayQuarantined({
      messenger: {
        post: async ({ state, failure }, slot) => {
          const answer = answers.shift() ?? LATER;
          sent.push(`${slot} ${state} ${failure?.reason}: ${answer.kind}`);
          return answer;
        },
      },
      onceKeys: createOnceKeys({ change, about: 'quarantined' }),
      clock,
      random: () => 0.5,
      stopping: stopping.signal,
      logEvent: () => {},
    });
    return { say: () => say(facts.id, payload), stop: () => stopping.abort() };
  };
  return { clock, sent, life };
}
const told = (...kinds: string[]) => kinds.map((kind) => `direct failed internal: ${kind}`);

it('while Slack takes nothing, it is tried again, and said once', async () => {
  const { clock, sent, life } = onStore();
  const { say } = life([LATER, { kind: 'later', afterMs: 120_000 }, DONE]);
  const saying = say();
  await clock.advance(60_000);
  const early = sent.length;
  await clock.advance(120_000);
  await saying;
  await say();
  expect([early, sent]).toEqual([2, told('later', 'later', 'done')]);
});

it('what was not taken before a stop is said by the next life', async () => {
  const { clock, sent, life } = onStore();
  const first = life([LATER]);
  const saying = first.say();
  await clock.advance(10);
  first.stop();
  await clock.advance(10);
  await saying;
  await life([DONE]).say();
  await life([DONE]).say();
  expect(sent).toEqual(told('later', 'done'));
});

it.each([
  ['was lost', { kind: 'unknown' }],
  ['is no', { kind: 'refused', error: 'channel_not_found' }],
] as const)('where Slack’s answer %s, it is not repeated', async (_, answer) => {
  const { clock, sent, life } = onStore();
  const saying = life([answer]).say();
  await clock.advance(600_000);
  await saying;
  await life([DONE]).say();
  expect(sent).toEqual(told(answer.kind));
});

it('a payload that cannot be read is noted, and throws nothing', async () => {
  const events: string[] = [];
  const say = createSayQuarantined({
    messenger: { post: async () => DONE },
    onceKeys: { take: async () => true, release: async () => {} },
    clock: createVirtualClock(),
    random: () => 0.5,
    stopping: new AbortController().signal,
    logEvent: (event) => events.push(event),
  });
  await say('v_1', '{');
  expect(events).toEqual(['quarantine_telling_failed']);
});
