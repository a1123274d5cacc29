import { expect, it } from 'vitest';
import type { VideoEvent } from '../../src/domain/video/effect.ts';
import { transition } from '../../src/domain/video/transition.ts';
import {
  newVideo,
  type Slot,
  STATES,
  type State,
  type Video,
} from '../../src/domain/video/video.ts';
import { facts } from './facts.ts';
import {
  CONTEXT,
  chose,
  DONE,
  edited,
  LATER,
  NOW,
  polled,
  post,
  posted,
  REFUSED,
  RESULT,
  SENT,
  said,
  start,
  stored,
  submitted,
  told,
  UNKNOWN,
  video,
} from './video.ts';

const failure = { reason: 'credit', detail: 'no credit', rid: 'r1' } as const;
const candidate = { id: 'p9', version: 'v2', title: 'T' } as const;
const CHOICES = ['cancel', 'ask_again', 'give_up', 'look_again', 'take_likely'] as const;
const receipt = { project: { id: 'p7', version: 'v2' }, at: 7 } as const;

/** What happens to a video whatever its state, and answers that only one state waits for. */
const ANYWHERE: Readonly<Record<string, VideoEvent>> = {
  start,
  hint: { type: 'hint' },
  ...Object.fromEntries(CHOICES.map((choice) => [`chose ${choice}`, chose(choice)])),
  receipt: { type: 'receipt', receipt },
  candidate: { type: 'candidate', candidate },
  prepared: { type: 'prepared', outcome: { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' } },
  'prepared later': { type: 'prepared', outcome: LATER },
  'prepared, refused': { type: 'prepared', outcome: { kind: 'refused', failure } },
  'reserved at once': { type: 'reserved', waitMs: 0 },
  'reserved in 7 s': { type: 'reserved', waitMs: 7_000 },
  'reserved in 7 s, third in line': { type: 'reserved', waitMs: 7_000, place: 3 },
  'not allowed': { type: 'not_allowed' },
  'polled running': polled({ kind: 'running' }),
  'polled succeeded': polled({ kind: 'succeeded', result: RESULT }),
  'polled failed': polled({ kind: 'failed', failure }),
};

/** What a paid request comes to. */
const SUBMITTED: Readonly<Record<string, VideoEvent>> = {
  submitted: submitted({ kind: 'done', projectId: 'p1', version: 'v2' }),
  'submitted later': submitted({ kind: 'later', afterMs: 30_000 }),
  'submitted, refused': submitted({ kind: 'refused', failure }),
  'submitted, no answer': submitted(UNKNOWN),
  'submitted, unclear answer': submitted({ kind: 'unknown', answered: { code: 5, rid: 'r1' } }),
};

/** What sending a message comes to, in the states that send it. */
const SENT_IN: Readonly<Record<Slot, readonly State[]>> = {
  card: ['requested', 'cancelled'],
  late: ['rendering'],
  unconfirmed: ['unconfirmed'],
  result: ['ready', 'failed'],
  direct: ['ready', 'unconfirmed'],
};
/** A direct message is sent where the thread takes none. */
const BEFORE: Readonly<Record<string, Video['posts']>> = {
  direct: { result: post('refused'), unconfirmed: post('refused') },
};
const POSTED = {
  posted: DONE,
  'posted outside its thread': { ...DONE, inThread: false },
  'put off': LATER,
  refused: REFUSED,
  'in doubt': UNKNOWN,
} as const;

const row = (seen: Video, event: VideoEvent) => told([seen, event])[0] ?? '';

it('each state takes each event as written, and ignores every other', async () => {
  const idle = new Map(STATES.map((state) => [state, told([video(state), []])[0] ?? '']));
  const anywhere = Object.entries(ANYWHERE).map(([name, event]) => {
    const cells = STATES.map((state) => [state, row(video(state), event)] as const);
    return section(
      name,
      cells.filter(([state, cell]) => cell !== idle.get(state)),
    );
  });
  const paid = Object.entries(SUBMITTED).map(([name, event]) =>
    section(name, [['submitting', row(video('submitting'), event)]]),
  );
  const sent = Object.entries(SENT_IN).flatMap(([slot, states]) =>
    Object.entries(POSTED).map(([name, outcome]) =>
      section(
        `${slot} ${name}`,
        states.map((state) => {
          const message = { [slot]: post('sending', { channel: null, ts: null }) };
          const posts = slot === 'card' ? message : { card: SENT, ...BEFORE[slot], ...message };
          return [state, row(video(state, { posts }), posted(slot as Slot, outcome))];
        }),
      ),
    ),
  );
  const table = [section('nothing', [...idle]), ...anywhere, ...paid, ...sent];
  await expect(table.join('\n')).toMatchFileSnapshot('snapshots/state-event.txt');
});

/** States that take an event alike share a line. */
function section(name: string, cells: readonly (readonly [string, string])[]): string {
  const alike = Map.groupBy(cells, ([, cell]) => cell);
  const lines = [...alike].map(
    ([cell, of]) => `  ${of.map(([state]) => state).join(', ')}: ${cell}\n`,
  );
  return `${name}\n${lines.join('') || '  ignored\n'}`;
}

it('a video announces, pays, waits, shows and tells, in this order', () => {
  const events = [
    start,
    posted('card', DONE),
    { type: 'reserved', waitMs: 0 },
    submitted({ kind: 'done', projectId: 'p1', version: 'v1' }),
    edited({ kind: 'done' }, 'rendering:0'),
    { type: 'hint' },
    polled({ kind: 'succeeded', result: RESULT }),
    edited({ kind: 'done' }, 'ready'),
    stored({ kind: 'stored', id: 'F1' }),
    posted('result', DONE),
  ] as const;
  let life = newVideo(facts, NOW);
  const done = events.map((event) => {
    const next = transition(life, [event], CONTEXT);
    life = next.video;
    return `${life.state}: ${said(next.effect)}`;
  });
  expect(done).toEqual([
    'requested: post card',
    'announced: reserve',
    'submitting: submit',
    'rendering: edit rendering:0',
    'rendering: wait +12000 poll',
    'rendering: poll',
    'ready: edit ready',
    'ready: store_file',
    'ready: post result',
    'delivered: end',
  ]);
});
