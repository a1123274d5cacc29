import { isDeepStrictEqual } from 'node:util';
import { cardVersionOf } from '../../src/domain/video/card-version.ts';
import type { DecisionContext, Effect, VideoEvent } from '../../src/domain/video/effect.ts';
import type {
  EditOutcome,
  FindOutcome,
  PollOutcome,
  PostOutcome,
  StoreFileOutcome,
  SubmitOutcome,
} from '../../src/domain/video/outcome.ts';
import { FRESH_POST, type Post } from '../../src/domain/video/post.ts';
import { transition } from '../../src/domain/video/transition.ts';
import {
  newVideo,
  type Slot,
  type State,
  type UserCommand,
  type Video,
} from '../../src/domain/video/video.ts';
import { facts, START } from './facts.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Every video of these tables was asked for an hour ago. */
export const NOW = START + HOUR;
export const CONTEXT: DecisionContext = { now: NOW, random: 0.5, pollScale: 1, hasWebhook: false };

export const post = (status: Post['status'], change: Partial<Post> = {}): Post => ({
  ...FRESH_POST,
  status,
  channel: 'C1',
  ts: '1.1',
  ...change,
});
export const SENT = post('sent');
export const RESULT = {
  videoUrl: 'https://res.jogg.ai/v.mp4',
  coverUrl: null,
  title: 'T',
  seconds: 4,
};

type Change = Partial<Omit<Video, 'poll'>> & { readonly poll?: Partial<Video['poll']> };

/**
 * A video as it stands between two runs: its card is sent (unless it is `requested`) and true;
 * where Jogg was asked, that was a minute ago; a rendering one is polled in a second.
 */
export function video(state: State, change: Change = {}): Video {
  const made = {
    ...newVideo(facts, START),
    state,
    posts: state === 'requested' ? {} : { card: SENT },
    ...(state === 'rendering' && {
      submittedAt: NOW - MINUTE,
      project: { id: 'p1', version: 'v1' as const },
    }),
    ...((state === 'submitting' || state === 'unconfirmed') && { askedAt: NOW - MINUTE }),
    ...(state === 'ready' && { result: RESULT }),
    ...change,
    poll: {
      asked: false,
      count: 3,
      anomalies: 0,
      nextAt: NOW + SECOND,
      notBefore: 0,
      lastAt: NOW - MINUTE,
      ...change.poll,
    },
  };
  return { ...made, cardVersion: change.cardVersion ?? cardVersionOf(made, NOW) };
}

/** A video with one message more than its card. */
export const holding = (state: State, slot: Slot, message: Post, change: Change = {}): Video =>
  video(state, { posts: { card: SENT, [slot]: message }, ...change });

export const LATER = { kind: 'later', afterMs: null } as const;
export const UNKNOWN = { kind: 'unknown' } as const;
export const REFUSED = { kind: 'refused', error: 'is_archived' } as const;
export const DONE = { kind: 'done', channel: 'C1', ts: '2.2', inThread: true } as const;
export const FOUND = { kind: 'found', channel: 'C1', ts: '2.2' } as const;

export const start: VideoEvent = { type: 'start' };
export const posted = (slot: Slot, outcome: PostOutcome): VideoEvent => ({
  type: 'posted',
  slot,
  outcome,
  cardVersion: 'shown',
});
export const found = (slot: Slot, outcome: FindOutcome): VideoEvent => ({
  type: 'found',
  slot,
  outcome,
});
export const edited = (outcome: EditOutcome, cardVersion = 'shown'): VideoEvent => ({
  type: 'edited',
  cardVersion,
  outcome,
});
export const retracted = (slot: Slot, outcome: EditOutcome): VideoEvent => ({
  type: 'retracted',
  slot,
  outcome,
});
export const polled = (outcome: PollOutcome): VideoEvent => ({ type: 'polled', outcome });
export const submitted = (outcome: SubmitOutcome): VideoEvent => ({ type: 'submitted', outcome });
export const stored = (outcome: StoreFileOutcome): VideoEvent => ({ type: 'file_stored', outcome });
export const chose = (choice: UserCommand['choice'], more: Partial<UserCommand> = {}) =>
  ({ type: 'command', command: { choice, confirmation: 1, ...more } }) as const;

/** A video, what is seen (in order), and circumstances other than the usual ones. */
export type Row = readonly [
  Video,
  VideoEvent | readonly VideoEvent[],
  (Partial<DecisionContext> | undefined)?,
];

/** Of each row, all that changes in the video and the effect that is due: `changes | effect`. */
export function told(...rows: readonly Row[]): string[] {
  return rows.map(([before, events, context]) => {
    const { video: after, effect } = transition(before, inOrder(events), {
      ...CONTEXT,
      ...context,
    });
    return `${changes(before, after).join(', ') || 'nothing'} | ${said(effect)}`;
  });
}

/**
 * Sections of rows as text: how each video differs from the usual one of its state, what is seen
 * and in which circumstances, and below it what is told of that row.
 */
export function table(sections: Readonly<Record<string, readonly Row[]>>): string {
  const lines = Object.entries(sections).map(([title, rows]) =>
    rows.reduce((text, row) => {
      const [before, events, context = {}] = row;
      const usual = differences(usualOf(before), flat(before)).join(', ');
      const seen = inOrder(events).map(said).join(', then ') || 'nothing';
      const given = Object.entries(context).map(([name, value]) => `, ${name} ${shown(value)}`);
      const cause = `${before.state}${usual && ` (${usual})`}, ${seen}${given.join('')}`;
      return `${text}  ${cause}\n    ${told(row).join()}\n`;
    }, `${title}\n`),
  );
  return lines.join('\n');
}

/** A video of that state with the same messages, of which only their places are known. */
function usualOf({ state, posts, ...rest }: Video): object {
  const usual = flat(video(state));
  const unsent = Object.keys(posts).map((slot) => [slot, { ...SENT, status: null }]);
  const cardVersion = cardVersionOf({ ...rest, state, posts }, NOW);
  return { ...Object.fromEntries(unsent), ...usual, cardVersion };
}

const inOrder = (events: Row[1]) => ('type' in events ? [events] : events);

/** An effect or an event, and what it is about: times count from NOW. */
export const said = (thing: Effect | VideoEvent): string => words(thing);
const words = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? Object.values(value).map(words).join(' ')
    : shown(value);

/** What differs, the state first: messages by their slot, Jogg's result as `made`. */
export function changes(before: Video, after: Video): string[] {
  // A new state begins now: only what else becomes of `since` is worth a word.
  const since = before.state === after.state ? before.since : NOW;
  return differences(flat({ ...before, since }), flat(after));
}

const flat = ({ state, posts, result, ...rest }: Video) => ({
  state,
  ...rest,
  ...posts,
  made: result,
});

function differences(before: object, after: object): string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const lines = Object.entries(after).flatMap(([key, value]): string[] => {
    const old = was.get(key);
    was.delete(key);
    if (isDeepStrictEqual(old, value)) return [];
    if (typeof value !== 'object' || value === null) return [`${key} ${shown(value)}`];
    const parts = differences(old ?? ('searches' in value ? UNSENT : blank(value)), value);
    const status = parts.find((part) => part.startsWith('status '));
    const others = parts.filter((part) => part !== status).join(', ');
    return [key + (status?.slice(6) ?? '') + (others && ` (${others})`)];
  });
  return [...lines, ...[...was.keys()].map((key) => `${key} gone`)];
}

const UNSENT = { ...FRESH_POST, status: null };
const blank = (value: object) => Object.fromEntries(Object.keys(value).map((key) => [key, null]));
const shown = (value: unknown): string =>
  typeof value === 'number' && value > START / 2
    ? `${value < NOW ? '' : '+'}${value - NOW}`
    : String(value);
