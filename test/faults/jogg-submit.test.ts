import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../sandbox/jogg/projects/outcome.ts';
import type { FaultSpec, Trouble } from '../../sandbox/jogg/server/faults.ts';
import { onStage, until } from '../support/stage.ts';
import { type JoggStage, joggByHand } from './jogg-by-hand.ts';
import { numbers, rowsOf } from './rows.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ALWAYS = Number.POSITIVE_INFINITY;
const PAID = { method: 'POST', path: /create_video/ };

/** How a video ended: its state and messages, and how many paid requests Jogg has seen of all. */
async function end(stage: JoggStage, id: string) {
  const video = await stage.video(id);
  return { state: video?.state, slots: stage.slots(id), paid: stage.paid().length };
}

/** One video whose paid request meets a fault, as far as it goes by itself. */
async function story(fault: FaultSpec | null, outcome: Outcome = {}): Promise<JoggStage> {
  const stage = await joggByHand();
  if (fault) stage.jogg.fault({ match: PAID, ...fault });
  stage.jogg.outcome(outcome);
  stage.make('v');
  await stage.finish();
  return stage;
}

const DELIVERED = { state: 'delivered', slots: ['card', 'result'], paid: 1 };
const FAILED = { state: 'failed', slots: ['card', 'result'], paid: 1 };
const UNCONFIRMED = { state: 'unconfirmed', slots: ['card', 'unconfirmed'], paid: 1 };

describe('a request that Jogg refuses', () => {
  it.each([
    ['10105 in a 200', { kind: 'code', code: 10_105 }],
    ['10105 under a 401', { kind: 'code', code: 10_105, status: 401 }],
    ['another code under a 401', { kind: 'code', code: 77, status: 401 }],
  ] satisfies [string, Trouble][])(
    'F34: a key refused by %s is tried once in 5 min, said once, and found good again by itself',
    async (_, problem) => {
      const stage = await joggByHand();
      stage.make('running');
      await stage.pass(5 * SECOND);
      const refusing = stage.jogg.fault({ ...problem, times: ALWAYS });
      const asked = () => stage.jogg.log.slice(1).map(({ at }) => at);
      stage.make('first');
      await stage.pass(SECOND);
      for (const name of ['second', 'third']) stage.make(name);
      await stage.pass(30 * MINUTE);
      const gaps = asked().map((at, index) => (asked()[index + 1] ?? at + ALWAYS) - at);
      const failed = await Promise.all(['first', 'second', 'third'].map((id) => end(stage, id)));
      expect(failed.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
      for (const id of ['first', 'second', 'third'])
        expect(stage.card(id)).toContain('Jogg did not accept the API key of this app.');
      expect([stage.paid().length, asked().length > 3, Math.min(...gaps)]).toEqual([
        2,
        true,
        expect.toSatisfy((gap: number) => gap >= 5 * MINUTE),
      ]);

      refusing.retract();
      await stage.finish();
      stage.make('later');
      await stage.finish();
      expect([await end(stage, 'running'), await end(stage, 'later')]).toEqual([
        { ...DELIVERED, slots: ['card', 'late', 'result'], paid: 3 },
        { ...DELIVERED, paid: 3 },
      ]);
      const said = stage.lines.map(({ event }) => event).filter((each) => /_key_/.test(each));
      expect(said).toEqual(['jogg_key_refused', 'jogg_key_accepted']);
    },
  );

  it.each([
    ['F35', '18020', { kind: 'code', code: 18_020 }, 'out of credits'],
    ['F35', '18020 under a 402', { kind: 'code', code: 18_020, status: 402 }, 'out of credits'],
    ['F36', '18025 under a 403', { kind: 'code', code: 18_025, status: 403 }, 'not allowed'],
    ['F36', '40000', { kind: 'code', code: 40_000 }, 'did not accept something in the request'],
    ['F36', '10104', { kind: 'code', code: 10_104 }, 'avatar, the voice or the recording'],
    ['F36', '18001', { kind: 'code', code: 18_001 }, 'did not accept something in the request'],
  ] satisfies [string, string, Trouble, string][])(
    '%s: %s fails the video with its reason, and is not sent again',
    async (_row, _what, problem, words) => {
      const stage = await story(problem);
      expect(await end(stage, 'v')).toEqual(FAILED);
      const [, result] = stage.messages('v');
      expect([stage.card('v'), result?.text]).toEqual([
        expect.stringContaining(words),
        expect.stringContaining(words),
      ]);
      expect(stage.card('v')).toContain('Nothing was paid.');
    },
  );

  it("F36: Jogg's words are shown as they are and can neither ping nor link", async () => {
    const msg = 'bad: <!channel> <@U1> <https://evil.test|here> & more';
    const stage = await story({ kind: 'code', code: 40_000, msg });
    const shown = 'bad: &lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.test|here&gt; &amp; more';
    const [, result] = stage.messages('v');
    expect([stage.card('v').includes(shown), result?.text.includes(shown)]).toEqual([true, true]);
  });
});

describe('a Jogg that asks for less', () => {
  it.each(['seconds', 'date', 'body'] as const)(
    'F37: a 429 that says how long (%s) holds every paid request for so long, and none is lost or sent too often',
    async (as) => {
      const stage = await joggByHand({ atOnce: 1 });
      const at = stage.now();
      stage.jogg.fault({ kind: 'retry_after', seconds: 20, as, match: PAID });
      const names = Array.from({ length: 45 }, (_, index) => `v${index}`);
      for (const name of names) stage.make(name);
      await stage.finish();

      const posts = stage.paid().map((each) => each.at);
      const isHeld = posts.slice(1).filter((each) => each < at + 20 * SECOND);
      const ends = await Promise.all(names.map(async (name) => (await stage.video(name))?.state));
      expect([isHeld, new Set(ends), stage.jogg.projects.size]).toEqual([
        [],
        new Set(['delivered']),
        45,
      ]);
      const gets = stage.jogg.log.filter(({ method }) => method === 'GET').map((each) => each.at);
      // Five a second over time, and a burst of twenty.
      const polite = most(gets, SECOND) <= 25 && most(gets, MINUTE) <= 320;
      expect([most(posts, MINUTE) <= 18, polite, gets.length > 45]).toEqual([true, true, true]);
    },
  );

  it('F37: the POST that registers the webhook counts among the 18', async () => {
    const stage = await onStage({ jogg: { renderMs: 60_000 } });
    for (let i = 0; i < 20; i += 1) await stage.make();
    await until(() => stage.paid().length === 17);
    const queued = () => stage.lines.filter(({ fields }) => fields['slot'] === 'card');
    await until(() => queued().length === 20);
    expect(stage.jogg.log.filter(({ method }) => method === 'POST')).toHaveLength(18);
  });
});

describe('an answer that was lost', () => {
  it.each([
    ['F38', '50000', { kind: 'code', code: 50_000 }],
    ['F38', '500', { kind: 'status', status: 500 }],
    ['F38', '502', { kind: 'status', status: 502, work: true }],
    ['F38', '503', { kind: 'status', status: 503 }],
    ['F38', '504', { kind: 'status', status: 504, work: true }],
    ['F38', 'no answer in time', { kind: 'hang' }],
    ['F38', 'no answer in time, though it was done', { kind: 'hang', work: true }],
    ['F38', 'a reset', { kind: 'reset' }],
    ['F38', 'a reset after it was done', { kind: 'reset_after' }],
    ['F41', "a proxy's page", { kind: 'html', status: 200 }],
    ['F41', "a proxy's page, though it was done", { kind: 'html', status: 200, work: true }],
    ['F41', 'half of the JSON', { kind: 'truncated' }],
    ['F41', 'a cut body', { kind: 'cut' }],
    ['F41', 'an empty body', { kind: 'empty', work: true }],
    ['F41', '50 MiB', { kind: 'huge', work: true }],
  ] satisfies [string, string, FaultSpec][])(
    '%s: %s leaves the choice to its requester, and is never sent again by itself',
    async (_row, _what, fault) => {
      const stage = await story(fault);
      expect(await end(stage, 'v')).toEqual(UNCONFIRMED);
      expect(stage.card('v')).toContain('nobody can know whether it took the script');
    },
  );

  it('F38: an error of Jogg is not called a lost answer; after another try what is said is of that one', async () => {
    const stage = await story({ kind: 'code', code: 50_000 });
    expect([stage.card('v').includes('(code 50000)'), stage.card('v').includes('lost')]).toEqual([
      true,
      false,
    ]);
    expect((await stage.video('v'))?.answered).toMatchObject({ code: 50_000 });
    stage.jogg.fault({ match: PAID, kind: 'reset' });
    await stage.press('v', { choice: 'ask_again', confirmation: 1 });
    await stage.finish();
    expect([(await stage.video('v'))?.answered, stage.card('v').includes('was lost')]).toEqual([
      null,
      true,
    ]);
  });

  it('F41: a byte order mark before the answer does no harm', async () => {
    expect(await end(await story({ kind: 'bom' }), 'v')).toEqual(DELIVERED);
  });

  it.each([
    ['no data', 'no_data', UNCONFIRMED],
    ['data null', 'null_data', UNCONFIRMED],
    ['data without an id', 'no_id', UNCONFIRMED],
    ['an id of 10 kB', 'long_id', UNCONFIRMED],
    ['an id that is a number', 'numeric_id', DELIVERED],
    ['an id by its old name', 'project', DELIVERED],
  ] as const)('F40: code 0 with %s ends well or in the choice', async (_, answer, expected) => {
    expect(await end(await story(null, { answer }), 'v')).toEqual(expected);
  });
});

it('every row of F34 to F41 is here, F39 in jogg-likely.test.ts', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(numbers(34, 41).filter((row) => row !== 'F39'));
});

/** The most times within any window of `ms`. */
function most(times: readonly number[], ms: number): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + ms).length),
  );
}
