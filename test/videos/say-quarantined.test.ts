import { expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createQuarantineNotice, createSayQuarantined } from '../../src/videos/say-quarantined.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const DONE: PostOutcome = { kind: 'done', channel: 'D1', ts: '1.1', inThread: true };
const LATER: PostOutcome = { kind: 'later', afterMs: null };
const AFTER: PostOutcome = { kind: 'later', afterMs: 120_000 };
const payload = JSON.stringify(facts);

/** A store, and lives over it: each says what Slack answers in turn. */
function onStore() {
  const { change, close } = openState('memory:', () => {});
  onTestFinished(close);
  const clock = createVirtualClock();
  const sent: string[] = [];
  const events: string[] = [];
  const life = (answers: PostOutcome[]) => {
    const stopping = new AbortController();
    const logEvent = (event: string) => events.push(event);
    const notice = createQuarantineNotice({
      messenger: {
        post: async ({ state, failure }, slot) => {
          const answer = answers.shift() ?? LATER;
          sent.push(`${slot} ${state} ${failure?.reason}: ${answer.kind}`);
          return answer;
        },
      },
      onceKeys: createOnceKeys({ change, about: 'quarantined' }),
      logEvent,
    });
    const say = createSayQuarantined({
      ...{ notice: (_, video) => notice(video), clock, random: () => 0.5, logEvent },
      stopping: stopping.signal,
    });
    return { say: (of = payload) => say(facts.id, of), stop: () => stopping.abort() };
  };
  return { clock, sent, events, life };
}
const told = (...kinds: string[]) => kinds.map((kind) => `direct failed internal: ${kind}`);

it.each<[string, PostOutcome[], string[]]>([
  ['while Slack is busy, it is repeated', [LATER, AFTER, DONE], ['later', 'later', 'done']],
  ['where Slack’s answer was lost, it is not repeated', [{ kind: 'unknown' }], ['unknown']],
  ['where Slack says no, it is not repeated', [{ kind: 'refused', error: 'no' }], ['refused']],
])('%s, and it is said once', async (_, answers, kinds) => {
  const { clock, sent, life } = onStore();
  const { say } = life([...answers]);
  const saying = say();
  await clock.advance(60_000);
  expect(sent).toEqual(told(...kinds.slice(0, 2)));
  await clock.advance(600_000);
  await saying;
  await say();
  await life([DONE]).say();
  expect(sent).toEqual(told(...kinds));
});

it('what was not taken before a stop is said by the next life', async () => {
  const { clock, sent, life } = onStore();
  const { say, stop } = life([LATER]);
  const saying = say();
  await clock.advance(10);
  stop();
  await clock.advance(10);
  await saying;
  await life([DONE]).say();
  expect(sent).toEqual(told('later', 'done'));
});

it('a payload that cannot be read is noted, and throws nothing', async () => {
  const { events, life } = onStore();
  await life([DONE]).say('{');
  expect(events).toEqual(['quarantine_telling_failed']);
});
