import { expect, it, onTestFinished } from 'vitest';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import { createOnceKeys } from '../../src/store/limits/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import {
  createQuarantineNotice,
  createQuarantineNotifier,
} from '../../src/videos/run/quarantine-notice.ts';
import { sampleNewVideo } from '../domain/sample-new-video.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const DONE: PostOutcome = { kind: 'done', channel: 'D1', ts: '1.1', inThread: true };
const LATER: PostOutcome = { kind: 'later', afterMs: null };
const AFTER: PostOutcome = { kind: 'later', afterMs: 120_000 };

it.each<[string, PostOutcome[], string[]]>([
  ['is repeated while Slack is busy', [LATER, AFTER, DONE], ['later', 'later', 'done']],
  ['is not repeated where Slack’s answer was lost', [{ kind: 'unknown' }], ['unknown']],
  ['is not repeated where Slack says no', [{ kind: 'refused', error: 'no' }], ['refused']],
  ['that was put off before a stop is left to the next life', [AFTER], ['later', 'done']],
])('the word that a video was set aside %s, and is said once', async (_, answers, kinds) => {
  const { change, close } = openState('memory:', () => {});
  onTestFinished(close);
  const clock = createVirtualClock();
  const [sent, events]: [string[], string[]] = [[], []];
  const logEvent = (event: string) => void events.push(event);
  /** A life over the store, to whose messages Slack answers so, in turn. */
  const life = (said: PostOutcome[], stopping = new AbortController()) => {
    const notice = createQuarantineNotice({
      messenger: {
        post: async ({ state, failure }, slot) => {
          const answer = said.shift() ?? LATER;
          sent.push(`${slot} ${state} ${failure?.reason}: ${answer.kind}`);
          return answer;
        },
      },
      onceKeys: createOnceKeys({ change, action: 'quarantined' }),
      logEvent,
    });
    const say = createQuarantineNotifier({
      ...{ notice: (_, video) => notice(video), clock, random: () => 0.5, logEvent },
      stopping: stopping.signal,
    });
    return {
      say: (payload = JSON.stringify(sampleNewVideo)) => say(sampleNewVideo.id, payload),
      stopping,
    };
  };
  const first = life([...answers]);
  const saying = first.say();
  await clock.advance(60_000);
  const early = sent.length;
  if (answers[0] === AFTER) first.stopping.abort();
  await clock.advance(600_000);
  await saying;
  const next = life([DONE]);
  await next.say();
  await next.say();
  await next.say('{');
  expect(sent).toEqual(kinds.map((kind) => `direct failed internal: ${kind}`));
  expect([early, events.at(-1)]).toEqual([answers.length > 1 ? 2 : 1, 'quarantine_telling_failed']);
});
