import { SLOTS, type UserCommand, type Video } from '../../src/domain/video/video.ts';

type Send = () => Promise<unknown>;

export interface Bug {
  /** Intercepts the calls whose name contains `word`. */
  readonly intercept?: readonly [word: string, how: (send: Send) => Promise<unknown>];
  /** The video that is stored instead; undefined: none. */
  readonly saved?: (video: Video) => Video | undefined;
  /** No write of a video waits for the disk. */
  readonly isUnsynced?: boolean;
  /** The check that ignores a lost lease. */
  readonly unfenced?: 'save' | 'isHeld' | 'end';
  readonly pollScale?: number;
  /** The scope that all workspaces' stores use. */
  readonly scope?: string;
  readonly linked?: (task: string) => string;
  /** Hides that other workspaces use an account. */
  readonly hidesSharing?: boolean;
  /** Changes the workspace whose app runs a task. */
  readonly runs?: (scope: string) => string;
}

type Outcome = { readonly kind: string };
/** A call with another answer. */
const answers = <T>(call: string, change: (answer: T) => unknown): Bug => ({
  intercept: [call, async (send) => change((await send()) as T)],
});
/** A call that does nothing but reports success. */
const skips = (call: string, answer?: unknown): Bug => ({ intercept: [call, async () => answer] });
/** A call whose outcomes of one kind are taken for another kind. */
const takes = (call: string, kind: string, other: object): Bug =>
  answers<Outcome>(call, (outcome) => (outcome.kind === kind ? { ...outcome, ...other } : outcome));
const repeatIfUnknown = async (send: Send): Promise<unknown> => {
  const outcome = (await send()) as Outcome;
  return outcome.kind === 'unknown' ? send() : outcome;
};
/** A call that is repeated after a lost answer. */
const repeats = (call: string): Bug => ({ intercept: [call, repeatIfUnknown] });
/** A store that saves another video, or none, but reports success. */
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
function foundOnThirdRead(command: UserCommand | undefined): UserCommand | undefined {
  if (!command) return;
  reads.set(command, (reads.get(command) ?? 0) + 1);
  return (reads.get(command) ?? 0) < 3 ? undefined : command;
}

const later = { kind: 'later', afterMs: null };
const absent = { kind: 'absent' };
const running = { kind: 'running' };
const result = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 };
const succeeded = { kind: 'succeeded', result };
const done = { kind: 'done' };
const inThread = { inThread: true };
const known = (owner: unknown) => owner ?? 'v_other';
const withoutProject = (video: Video): Video => ({ ...video, project: null });
const asV1 = ({ project, ...video }: Video): Video => ({
  ...video,
  project: project && { ...project, version: 'v1' },
});
const ofTheOperator = (video: Video): Video => ({ ...video, askedOf: null });
const swapped = (of: string): string => of.replace(/^T[12]/, (id) => (id === 'T1' ? 'T2' : 'T1'));
const exceptState = (state: Video['state']) => (video: Video) =>
  video.state === state ? undefined : video;

/** Seeded bugs, each with the rule that it breaks. */
const ROWS: readonly (readonly [breaks: string, name: string, bug: Bug])[] = [
  ['a cancel counts', 'a store whose commands lag', answers('readCommand', foundOnThirdRead)],
  ['paid once', 'a store that forgets the intent to pay', saves(exceptState('submitting'))],
  ['paid once', 'a renderer that asks again when the answer is lost', repeats('submit')],
  ['paid once', 'a renderer taking "lost" for "not sent"', takes('submit', 'unknown', later)],
  ['shown once', 'a store that forgets the intent to post', saves(withoutIntents)],
  ['shown once', 'a disk that is never synced', { isUnsynced: true }],
  ['shown once', 'a messenger that posts again when the answer is lost', repeats('post')],
  ['shown once', 'a messenger taking "lost" for "not sent"', takes('post', 'unknown', later)],
  ['shown once', 'a messenger taking unreadable for absent', takes('find', 'unreadable', absent)],
  ['no unexpected error', 'a store that forgets which project was paid for', saves(withoutProject)],
  ['same version and account', 'a store that makes every project one of v1', saves(asV1)],
  ['matches the model', 'a store that forgets a delivery', saves(exceptState('delivered'))],
  ['matches the model', 'a store that cannot read what Jogg answered', skips('readReceipt')],
  ['matches the model', 'a renderer taking failed for running', takes('poll', 'failed', running)],
  ['a choice counts', 'a store that cannot read commands', skips('readCommand')],
  ['a choice counts', 'a queue that forgets a wake', skips('queue.wake')],
  ['a webhook is a hint', 'a store that knows every project', answers('findByProject', known)],
  ['one holder', 'a lease check that always succeeds', { unfenced: 'isHeld' }],
  ['only valid transitions', 'a store that accepts writes with a lost lease', { unfenced: 'save' }],
  ['only valid transitions', 'a queue that ends runs with a lost lease', { unfenced: 'end' }],
  ['nothing forgotten', 'a queue that reports success without writing', skips('queue.add', true)],
  ['a card is current', 'a messenger that only claims to edit', skips('edit', done)],
  ['no misplaced message', 'a messenger that only claims to retract', skips('retract', done)],
  ['sent in its thread', 'a messenger taking misplaced for sent', takes('post', 'done', inThread)],
  ['no false ready', 'a renderer taking running for done', takes('poll', 'running', succeeded)],
  ['workspaces are isolated', 'a store with the wrong scope', { scope: 'T1' }],
  ['workspaces are isolated', 'a webhook waking the other workspace’s video', { linked: swapped }],
  ['workspaces are isolated', 'a candidate offered across workspaces', { hidesSharing: true }],
  ['workspaces are isolated', 'a task that the other workspace’s app runs', { runs: swapped }],
  ['same version and account', 'a store that forgets the paying account', saves(ofTheOperator)],
  ['5 s between polls', 'polls that are ten times too frequent', { pollScale: 0.1 }],
];

export const BUGS = ROWS.map(([breaks, name, bug]) => ({ name, breaks, bug }));
