import { SLOTS, type UserCommand, type Video } from '../../src/domain/video/video.ts';
import type { Bug } from './machine.ts';

type Outcome = { readonly kind: string };
/** A call that answers something else. */
const answers = (call: string, change: (answer: unknown) => unknown): Bug => ({
  bend: [call, async (send) => change(await send())],
});
/** A call that does nothing, and says that it did. */
const skips = (call: string, answer?: unknown): Bug => ({ bend: [call, async () => answer] });
/** Outcomes of one kind are taken for another one. */
const takes = (call: string, kind: string, other: object): Bug =>
  answers(call, (outcome) =>
    (outcome as Outcome).kind === kind ? { ...(outcome as Outcome), ...other } : outcome,
  );
/** The same call follows an answer that was lost. */
const repeats = (call: string): Bug => ({
  bend: [
    call,
    async (send) => {
      const outcome = await send();
      return (outcome as Outcome).kind === 'unknown' ? send() : outcome;
    },
  ],
});
/** A store that saves another video instead; undefined: none, and says that it did. */
const saves = (saved: (video: Video) => Video | undefined): Bug => ({ saved });

function withoutIntents(video: Video): Video {
  const posts = { ...video.posts };
  for (const slot of SLOTS) {
    const post = posts[slot];
    if (post?.status === 'sending') posts[slot] = { ...post, status: 'due' };
  }
  return { ...video, posts };
}

/** How often each command was read. */
const reads = new WeakMap<UserCommand, number>();
function foundByThirdReading(answer: unknown): unknown {
  const command = answer as UserCommand | undefined;
  if (!command) return;
  reads.set(command, (reads.get(command) ?? 0) + 1);
  return (reads.get(command) ?? 0) < 3 ? undefined : command;
}

const later = { kind: 'later', afterMs: null };
const result = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 };
const done = { kind: 'done' };
const unless = (state: Video['state']) => (video: Video) =>
  video.state === state ? undefined : video;

/** Deliberate faults, by the promise that they break. */
const BY_RULE: Readonly<Record<string, Readonly<Record<string, Bug>>>> = {
  'a cancel counts': {
    'a store whose reads of a command lag behind': answers('readCommand', foundByThirdReading),
  },
  'paid once': {
    'a store that forgets the intent to pay': saves(unless('submitting')),
    'a renderer that asks again when the answer is lost': repeats('submit'),
    'a renderer that takes a lost answer for "not sent"': takes('submit', 'unknown', later),
  },
  'shown once': {
    'a store that forgets the intent to post': saves(withoutIntents),
    'a messenger that posts again when the answer is lost': repeats('post'),
    'a messenger that takes a lost answer for "not sent"': takes('post', 'unknown', later),
    'a messenger that calls absent what it may not look for': takes(
      'messenger.find',
      'unreadable',
      {
        kind: 'absent',
      },
    ),
  },
  'no surprise': {
    'a store that forgets which project was paid for': saves((video) => ({
      ...video,
      project: null,
    })),
  },
  'as it began': {
    'a store that takes every project for one of v1': saves(({ project, ...video }) => ({
      ...video,
      project: project && { ...project, version: 'v1' },
    })),
  },
  'as the model': {
    'a store that forgets that a result was told': saves(unless('delivered')),
    'a store that cannot read what Jogg answered': answers('readReceipt', () => undefined),
    'a renderer that takes a failure for running': takes('poll', 'failed', { kind: 'running' }),
  },
  'a choice counts': {
    'a store that cannot read commands': answers('readCommand', () => undefined),
    'a queue that forgets a wake': skips('queue.wake'),
  },
  'a webhook is a hint': {
    'a store that knows every project': answers('findByProject', (owner) => owner ?? 'v_other'),
  },
  'one holder': { 'a lease that is never found lost': { fenced: false } },
  'nothing forgotten': {
    'a queue that answers before it has written': skips('queue.add', true),
  },
  'the card is true': { 'a messenger that says done and edits nothing': skips('edit', done) },
  'nothing astray': { 'a messenger that says done and withdraws nothing': skips('retract', done) },
  'only where it belongs': {
    'a messenger that misses a message out of its thread': takes('post', 'done', {
      inThread: true,
    }),
  },
  'no false ready': {
    'a renderer that takes running for done': takes('poll', 'running', {
      kind: 'succeeded',
      result,
    }),
  },
  '5 s between looks': { 'a pace that is ten times too fast': { pollScale: 0.1 } },
};

export const BUGS = Object.entries(BY_RULE).flatMap(([breaks, bugs]) =>
  Object.entries(bugs).map(([name, bug]) => ({ name, breaks, bug })),
);
