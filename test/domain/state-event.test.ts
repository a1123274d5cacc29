import { expect, it } from 'vitest';
import { SLOTS, STATES } from '../../src/domain/video/video.ts';
import { eventOf, told, videoOf } from './table.ts';

const REFUSED = 'outcome refused (failure (reason credit, detail no credit, rid r1))';
const AUDIO = 'https://res.jogg.ai/a.mp3';
const RESULT = 'videoUrl https://res.jogg.ai/v.mp4, coverUrl null, title T, seconds 4';

/** What happens to a video whatever its state, and answers that only one state waits for. */
const ANYWHERE = [
  'start',
  'hint',
  'command (command cancel (confirmation 1))',
  'command (command ask_again (confirmation 1))',
  'command (command give_up (confirmation 1))',
  'command (command look_again (confirmation 1))',
  'command (command take_likely (confirmation 1))',
  'receipt (receipt (project (id p7, version v2), at 7))',
  'candidate (candidate (id p9, version v2, title T))',
  `prepared (outcome done (audioUrl ${AUDIO}))`,
  'prepared (outcome later (afterMs null))',
  `prepared (${REFUSED})`,
  'reserved (waitMs 0)',
  'reserved (waitMs 7000)',
  'reserved (waitMs 7000, place 3)',
  'not_allowed',
  'polled (outcome running)',
  `polled (outcome succeeded (result (${RESULT})))`,
  `polled (${REFUSED.replace('refused', 'failed')})`,
];

const SUBMITTED = [
  'done (projectId p1, version v2)',
  'later (afterMs 30000)',
  REFUSED.replace('outcome ', ''),
  'unknown',
  'unknown (answered (code 5, rid r1))',
];

/** What sending a message comes to, in the states that send it. */
const SENT_IN = {
  card: ['requested', 'cancelled'],
  late: ['rendering'],
  unconfirmed: ['unconfirmed'],
  result: ['ready', 'failed'],
  direct: ['ready', 'unconfirmed'],
};
const POSTED = [
  'done (channel C1, ts 2.2, inThread true)',
  'done (channel C1, ts 2.2, inThread false)',
  'later (afterMs null)',
  'refused (error is_archived)',
  'unknown',
];

const becomes = (video: string, event: string) => told(videoOf(video), [eventOf(event)]);

/** An event, and what becomes of each video; states that take it alike share a line. */
function section(event: string, rows: readonly (readonly [string, string])[]): string {
  const alike = Map.groupBy(rows, ([, outcome]) => outcome);
  const lines = [...alike].map(
    ([outcome, of]) => `  ${of.map(([to]) => to).join(', ')}: ${outcome}\n`,
  );
  return `${event}\n${lines.join('') || '  ignored\n'}`;
}

it('each state takes each event as written, and ignores every other', async () => {
  const idle = new Map(STATES.map((state) => [state, told(videoOf(state), [])]));
  const anywhere = ANYWHERE.map((event) => {
    const rows = STATES.map((state) => [state, becomes(state, event)] as const);
    return section(
      event,
      rows.filter(([state, outcome]) => outcome !== idle.get(state)),
    );
  });
  const paid = SUBMITTED.map((outcome) => {
    const event = `submitted (outcome ${outcome})`;
    return section(event, [['submitting', becomes('submitting', event)]]);
  });
  const sent = SLOTS.flatMap((slot) =>
    POSTED.map((outcome) => {
      const event = `posted (slot ${slot}, outcome ${outcome}, cardVersion shown)`;
      // A direct message is sent where the thread takes none.
      const before = slot === 'direct' ? 'result refused, unconfirmed refused, ' : '';
      const video = `(${before}${slot} sending (channel null, ts null))`;
      return section(
        event,
        SENT_IN[slot].map((to) => [to, becomes(`${to} ${video}`, event)]),
      );
    }),
  );
  const table = [section('nothing', [...idle]), ...anywhere, ...paid, ...sent];
  await expect(table.join('\n')).toMatchFileSnapshot('snapshots/state-event.txt');
});
