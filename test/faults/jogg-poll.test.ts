import { describe, expect, it } from 'vitest';
import { type JoggStage, joggByHand } from './jogg-by-hand.ts';
import { numbers, rowsOf } from './rows.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const ALWAYS = Number.POSITIVE_INFINITY;
const LOOK = { method: 'GET', path: /\/v1\/project|\/avatar_video\// };

const searches = (stage: JoggStage) =>
  stage.jogg.log.filter(({ method, path }) => method === 'GET' && LOOK.path.test(path));

/** How a video ended: its state, its messages, and how often it was paid for. */
async function end(stage: JoggStage, id = 'v') {
  const video = await stage.video(id);
  return { state: video?.state, slots: stage.slots(id), paid: stage.paid().length };
}

const DELIVERED = { state: 'delivered', slots: ['card', 'result'], paid: 1 };
const FAILED = { state: 'failed', slots: ['card', 'result'], paid: 1 };
const EXPIRED = { state: 'expired', slots: ['card', 'late', 'result'], paid: 1 };

describe('a render that does not end', () => {
  it.each([
    ['a word nobody knows', 'v2', 'rendering'],
    ['a number nobody knows', 'v1', 42],
    ['null', 'v2', null],
    ['nothing', 'v1', undefined],
    ['an object', 'v2', { is: 'fine' }],
  ] as const)(
    'F42: a status that is %s means still rendering, is noted once, and is asked about to the end',
    async (_, version, status) => {
      const stage = await joggByHand({ version });
      stage.jogg.outcome({ render: 'never', status });
      stage.make('v');
      await stage.finish();
      const noted = stage.lines.filter(({ event }) => event === 'jogg_status_unknown');
      expect([await end(stage), noted.length]).toEqual([EXPIRED, 1]);
      expect(searches(stage).length).toBeGreaterThan(100);
    },
  );

  it('F48: is called late after 15 min and given up after 24 h, with one message each', async () => {
    const stage = await joggByHand({ webhook: true });
    stage.jogg.outcome({ render: 'never' });
    stage.make('v');
    await stage.finish();
    expect(await end(stage)).toEqual(EXPIRED);
    const [card, late, given] = stage.messages('v').map(({ at }) => at);
    const from = card ?? 0;
    expect([(late ?? 0) - from >= 15 * MINUTE, (late ?? 0) - from < 16 * MINUTE]).toEqual([
      true,
      true,
    ]);
    expect([(given ?? 0) - from >= 24 * HOUR, (given ?? 0) - from < 25 * HOUR]).toEqual([
      true,
      true,
    ]);
  });
});

describe('a render that ends oddly', () => {
  it.each([
    ['an empty link', ''],
    ['null', null],
    ['a link without TLS', 'http://res.example.test/v.mp4'],
    ['no address at all', 'soon'],
    ['a script', 'javascript:alert(1)'],
    ['a link with a password', 'https://user:pass@res.jogg.ai/v.mp4'],
  ])(
    'F43: done with %s is asked about five times more, then fails with its reason',
    async (_, videoUrl) => {
      const stage = await joggByHand();
      stage.jogg.outcome({ renderMs: 0, videoUrl });
      stage.make('v');
      await stage.finish();
      expect([await end(stage), searches(stage).length]).toEqual([FAILED, 6]);
      expect(stage.card('v')).toContain('gave no link that works');
      expect(
        stage
          .messages('v')
          .map(({ text }) => text)
          .join(),
      ).not.toMatch(/pass@|javascript:/);
    },
  );

  it('F43: a link that comes a little later is still delivered', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ renderMs: 0, videoUrl: '' });
    stage.make('v');
    await stage.pass(30 * SECOND);
    const [project] = stage.jogg.projects.values();
    delete project?.outcome.videoUrl;
    await stage.finish();
    expect(await end(stage)).toEqual(DELIVERED);
  });

  it.each([
    ['it is still being processed', 3],
    ['it failed', 5],
    ['it was deleted', 99],
  ])(
    'F44: once done, a later word that %s changes nothing and is not even asked for',
    async (_, status) => {
      const stage = await joggByHand();
      stage.make('v');
      await stage.finish();
      const [project] = stage.jogg.projects.values();
      if (!project) throw new Error('no project');
      project.outcome.status = status;
      const asked = searches(stage).length;
      const card = stage.card('v');
      await stage.hint(project.id);
      await stage.pass(HOUR);
      expect([await end(stage), searches(stage).length, stage.card('v')]).toEqual([
        DELIVERED,
        asked,
        card,
      ]);
    },
  );

  it('F45: an id that Jogg does not know at first is looked for again', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ unknownLooks: 4 });
    stage.make('v');
    await stage.finish();
    expect(await end(stage)).toEqual(DELIVERED);
  });

  it('F45: an id that Jogg never knows fails, but not within the first 2 min', async () => {
    const stage = await joggByHand();
    stage.jogg.outcome({ unknownLooks: ALWAYS });
    stage.make('v');
    await stage.pass(2 * MINUTE);
    expect((await stage.video('v'))?.state).toBe('rendering');
    await stage.finish();
    expect(await end(stage)).toEqual(FAILED);
    expect(stage.card('v')).toContain('could not find what was asked for');
    expect(searches(stage).length).toBeLessThan(20);
  });

  it.each([
    ['an object', 'v2', { status: 'failed', error: { code: 5, message: '<!here> no voice' } }],
    ['a text', 'v2', { status: 'failed', error: '<!here> no voice' }],
    ['an older name', 'v2', { status: 'failed', err_msg: '<!here> no voice' }],
    ['a text, in v1', 'v1', { status_code: 5, error: '<!here> no voice' }],
    ['nothing', 'v2', { status: 'failed' }],
    ['nothing, in v1', 'v1', { status_code: 5 }],
    ['something odd', 'v1', { status_code: 5, error: [[{}]] }],
  ] as const)(
    'F46: a failure explained by %s is told in a sentence that cannot ping',
    async (_, version, data) => {
      const stage = await joggByHand({ version });
      const body = { code: 0, msg: 'success', data };
      stage.jogg.fault({ kind: 'status', status: 200, body, match: LOOK, times: ALWAYS });
      stage.make('v');
      await stage.finish();
      expect(await end(stage)).toEqual(FAILED);
      const said = JSON.stringify(data).includes('no voice') ? ['“&lt;!here&gt; no voice”'] : [];
      for (const words of ['Jogg could not render this video.', ...said])
        expect([stage.card('v'), stage.messages('v').at(-1)?.text]).toEqual([
          expect.stringContaining(words),
          expect.stringContaining(words),
        ]);
      expect(stage.card('v')).not.toContain('<!here>');
    },
  );

  it('F47: answers in the shape of v1 are understood where v2 was asked', async () => {
    const stage = await joggByHand({ version: 'v2' });
    const created = { code: 0, msg: 'Success', data: { project_id: 4_711 } };
    const done = {
      code: 0,
      msg: 'Success',
      data: { status: 4, video_url: 'https://res.jogg.ai/v.mp4', video_duration: 12 },
    };
    const paid = { method: 'POST', path: /create_video/ };
    stage.jogg.fault({ kind: 'status', status: 200, body: created, match: paid });
    stage.jogg.fault({ kind: 'status', status: 200, body: done, match: LOOK });
    stage.make('v');
    await stage.finish();
    expect(await end(stage)).toEqual(DELIVERED);
    expect(searches(stage).map(({ path }) => path)).toEqual(['/v2/avatar_video/4711']);
    expect(stage.card('v')).toContain('0:12');
  });

  it('F47: an answer in no known shape is said aloud, and not paid for twice', async () => {
    const stage = await joggByHand({ version: 'v2' });
    const body = { code: 0, msg: 'ok', data: { task: { uuid: 'x' } } };
    stage.jogg.fault({ kind: 'status', status: 200, body, match: { path: /create_video/ } });
    stage.make('v');
    await stage.finish();
    expect(await end(stage)).toEqual({
      state: 'unconfirmed',
      slots: ['card', 'unconfirmed'],
      paid: 1,
    });
    const failed = stage.lines.find(({ event }) => event === 'jogg_submit_failed');
    expect(failed?.fields['error']).toBe('JoggUnreadableError unreadable');
  });
});

describe('a Jogg that is down for an hour', () => {
  it('F50: is asked at most once in 30 s by a thousand videos, and each is delivered once', async () => {
    const stage = await joggByHand({ webhook: true, atOnce: 1 });
    const names = Array.from({ length: 1_000 }, (_, index) => `v${index}`);
    for (const name of names.slice(0, 20)) stage.make(name);
    await stage.pass(MINUTE + SECOND);
    for (const name of names.slice(20)) stage.make(name);
    // Only looks meet it: what is paid for while Jogg is down is another row.
    const down = stage.jogg.fault({ kind: 'status', status: 503, times: ALWAYS });
    const from = stage.now();
    await stage.pass(HOUR);
    down.retract();
    const until = stage.now();
    await stage.finish();

    const during = stage.jogg.log.map(({ at }) => at).filter((at) => at > from && at <= until);
    const open = during.slice(10);
    const gaps = open.slice(1).map((at, index) => at - (open[index] ?? 0));
    const ends = await Promise.all(names.map((name) => end(stage, name)));
    const states = Object.groupBy(ends, ({ state }) => String(state));
    const lost = states['unconfirmed']?.length ?? 0;
    expect([open.length > 30, Math.min(...gaps) >= 30 * SECOND, lost <= 10]).toEqual([
      true,
      true,
      true,
    ]);
    expect([states['delivered']?.length, stage.jogg.projects.size]).toEqual([
      1_000 - lost,
      1_000 - lost,
    ]);
    expect(stage.paid().length).toBe(1_000);
    for (const each of states['delivered'] ?? [])
      expect(each.slots.filter((slot) => slot === 'result')).toHaveLength(1);
  });
});

it('every row of F42 to F50 is here or in the file of the poison row', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(numbers(42, 50).filter((row) => row !== 'F49'));
});
