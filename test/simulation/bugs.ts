import type { Messenger, Renderer, VideoStore } from '../../src/domain/ports.ts';
import type { UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Bug } from './run-seed.ts';

/** A deliberate fault in one port, and the promise that it breaks. */
export interface SeededBug {
  readonly name: string;
  readonly breaks: string;
  readonly bend: Bug;
}

const inStore =
  (bend: (store: VideoStore) => Partial<VideoStore>): Bug =>
  (ports) => {
    ports.store = { ...ports.store, ...bend(ports.store) };
  };
const inMessenger =
  (bend: (messenger: Messenger) => Partial<Messenger>): Bug =>
  (ports) => {
    ports.messenger = { ...ports.messenger, ...bend(ports.messenger) };
  };
const inRenderer =
  (bend: (renderer: Renderer) => Partial<Renderer>): Bug =>
  (ports) => {
    ports.renderer = { ...ports.renderer, ...bend(ports.renderer) };
  };

const later = { kind: 'later', afterMs: null } as const;
const result = {
  videoUrl: 'https://res.jogg.ai/v.mp4',
  coverUrl: null,
  title: null,
  seconds: null,
};
const done = async () => ({ kind: 'done' }) as const;

function withoutIntents(video: Video): Video {
  const posts = { ...video.posts };
  for (const slot of ['card', 'late', 'unconfirmed', 'result', 'direct'] as const) {
    const post = posts[slot];
    if (post?.status === 'sending') posts[slot] = { ...post, status: 'due' };
  }
  return { ...video, posts };
}

/** Reads lag behind: a command is found by its third reading. */
function laggingStore(store: VideoStore): Partial<VideoStore> {
  const read = new Map<UserCommand, number>();
  return {
    async readCommand(id, confirmation) {
      const command = await store.readCommand(id, confirmation);
      if (!command) return undefined;
      const times = (read.get(command) ?? 0) + 1;
      read.set(command, times);
      return times >= 3 ? command : undefined;
    },
  };
}

/** A call whose outcomes of one kind are taken for another one, or followed by the same call. */
const instead =
  <A extends unknown[], T extends { readonly kind: string }>(
    call: (...of: A) => Promise<T>,
    kind: T['kind'],
    taken: (outcome: T, again: () => Promise<T>) => T | Promise<T>,
  ) =>
  async (...of: A): Promise<T> => {
    const outcome = await call(...of);
    return outcome.kind === kind ? taken(outcome, () => call(...of)) : outcome;
  };

/** Name, the promise that it breaks, and the fault. */
const ROWS: readonly (readonly [string, string, Bug])[] = [
  ['a store whose reads of a command lag behind', 'a cancel counts', inStore(laggingStore)],
  [
    'a store that forgets the intent to pay',
    'paid once',
    inStore(({ save }) => ({
      save: async (video, ...of) => video.state === 'submitting' || save(video, ...of),
    })),
  ],
  [
    'a store that forgets the intent to post',
    'shown once',
    inStore(({ save }) => ({ save: (video, ...of) => save(withoutIntents(video), ...of) })),
  ],
  [
    'a store that forgets which project was paid for',
    'no surprise',
    inStore(({ save }) => ({ save: (video, ...of) => save({ ...video, project: null }, ...of) })),
  ],
  [
    'a store that takes every project for one of v1',
    'as it began',
    inStore(({ save }) => ({
      save: ({ project, ...video }, ...of) =>
        save({ ...video, project: project && { ...project, version: 'v1' } }, ...of),
    })),
  ],
  [
    'a store that forgets that a result was told',
    'as the model',
    inStore(({ save }) => ({
      save: async (video, ...of) => video.state === 'delivered' || save(video, ...of),
    })),
  ],
  [
    'a store that cannot read commands',
    'a choice counts',
    inStore(({ readCommand }) => ({
      readCommand: (...of) => readCommand(...of).then(() => undefined),
    })),
  ],
  [
    'a store that cannot read what a paid request was answered with',
    'as the model',
    inStore(({ readReceipt }) => ({ readReceipt: (id) => readReceipt(id).then(() => undefined) })),
  ],
  [
    'a store that knows every project',
    'a webhook is a hint',
    inStore(({ findByProject }) => ({
      findByProject: async (project) => (await findByProject(project)) ?? 'v_other',
    })),
  ],
  [
    'a lease that is never found lost',
    'one holder',
    (ports) => void Object.assign(ports, { fenced: false }),
  ],
  [
    'a queue that forgets a wake',
    'a choice counts',
    (ports) => {
      ports.queue = { ...ports.queue, wake: async () => undefined };
    },
  ],
  [
    'a queue that answers before it has written',
    'nothing forgotten',
    (ports) => {
      ports.queue = { ...ports.queue, add: async () => true };
    },
  ],
  [
    'a messenger that posts again when the answer is lost',
    'shown once',
    inMessenger(({ post }) => ({ post: instead(post, 'unknown', (_, again) => again()) })),
  ],
  [
    'a messenger that takes a lost answer for "not sent"',
    'shown once',
    inMessenger(({ post }) => ({ post: instead(post, 'unknown', () => later) })),
  ],
  [
    'a messenger that calls absent what it may not look for',
    'shown once',
    inMessenger(({ find }) => ({ find: instead(find, 'unreadable', () => ({ kind: 'absent' })) })),
  ],
  [
    'a messenger that says done and edits nothing',
    'the card is true',
    inMessenger(() => ({ edit: done })),
  ],
  [
    'a messenger that says done and withdraws nothing',
    'nothing astray',
    inMessenger(() => ({ retract: done })),
  ],
  [
    'a messenger that does not notice a message out of its thread',
    'only where it belongs',
    inMessenger(({ post }) => ({
      post: instead(post, 'done', (outcome) => ({ ...outcome, inThread: true })),
    })),
  ],
  [
    'a renderer that asks again when the answer is lost',
    'paid once',
    inRenderer(({ submit }) => ({ submit: instead(submit, 'unknown', (_, again) => again()) })),
  ],
  [
    'a renderer that takes a lost answer for "not sent"',
    'paid once',
    inRenderer(({ submit }) => ({ submit: instead(submit, 'unknown', () => later) })),
  ],
  [
    'a renderer that takes running for done',
    'no false ready',
    inRenderer(({ poll }) => ({
      poll: instead(poll, 'running', () => ({ kind: 'succeeded', result })),
    })),
  ],
  [
    'a renderer that takes a failure for running',
    'as the model',
    inRenderer(({ poll }) => ({ poll: instead(poll, 'failed', () => ({ kind: 'running' })) })),
  ],
  [
    'a pace that is ten times too fast',
    '5 s between looks',
    (ports) => {
      ports.pollScale = 0.1;
    },
  ],
];

export const BUGS: readonly SeededBug[] = ROWS.map(([name, breaks, bend]) => ({
  name,
  breaks,
  bend,
}));
