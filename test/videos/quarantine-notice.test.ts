import { expect, it, onTestFinished } from 'vitest';
import type { Messenger } from '../../src/domain/ports.ts';
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
  ['is retried while Slack is busy', [LATER, AFTER, DONE], ['later', 'later', 'done']],
  ['is not repeated if Slack’s answer was lost', [{ kind: 'unknown' }], ['unknown']],
  ['is not repeated if Slack rejects it', [{ kind: 'refused', error: 'no' }], ['refused']],
  ['that was delayed before a stop is sent by the next process', [AFTER], ['later', 'done']],
])('the notice of a quarantined video %s, and is sent once', async (_, answers, kinds) => {
  const { change, close } = openState('memory:', () => {});
  onTestFinished(close);
  const clock = createVirtualClock();
  const [sent, events]: [string[], string[]] = [[], []];
  const logEvent = (event: string) => void events.push(event);
  /** A process over the same store. Slack gives its messages these answers, in turn. */
  const startProcess = (replies: PostOutcome[], stopping = new AbortController()) => {
    const post: Messenger['post'] = async ({ state, failure }, slot) => {
      const answer = replies.shift() ?? LATER;
      sent.push(`${slot} ${state} ${failure?.reason}: ${answer.kind}`);
      return answer;
    };
    const onceKeys = createOnceKeys({ change, action: 'quarantined' });
    const notice = createQuarantineNotice({ messenger: { post }, onceKeys, logEvent });
    const notifier = createQuarantineNotifier({
      ...{ notice: (_, video) => notice(video), clock, random: () => 0.5, logEvent },
      stopping: stopping.signal,
    });
    const { id } = sampleNewVideo;
    const notify = (payload = JSON.stringify(sampleNewVideo)) => notifier(id, payload);
    return { notify, stopping };
  };
  const first = startProcess([...answers]);
  const notifying = first.notify();
  await clock.advance(60_000);
  const early = sent.length;
  if (answers[0] === AFTER) first.stopping.abort();
  await clock.advance(600_000);
  await notifying;
  const next = startProcess([DONE]);
  await next.notify();
  await next.notify();
  await next.notify('{');
  expect(sent).toEqual(kinds.map((kind) => `direct failed internal: ${kind}`));
  expect([early, events.at(-1)]).toEqual([answers.length > 1 ? 2 : 1, 'quarantine_telling_failed']);
});
