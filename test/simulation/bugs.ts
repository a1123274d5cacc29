import { SLOTS, type UserCommand, type Video } from '../../src/domain/video/video.ts';
import type { Bug, Ports } from './world.ts';

/** One port with some of its calls bent. */
const inPort =
  <Name extends 'store' | 'queue' | 'messenger' | 'renderer'>(
    name: Name,
    bend: (port: Ports[Name]) => Partial<Ports[Name]>,
  ): Bug =>
  (ports) =>
    Object.assign(ports, { [name]: { ...ports[name], ...bend(ports[name]) } });

/** A store that saves another video instead; undefined: none, and says that it did. */
const saving = (instead: (video: Video) => Video | undefined): Bug =>
  inPort('store', ({ save }) => ({
    save: async (video, ...of) => {
      const other = instead(video);
      return other ? save(other, ...of) : true;
    },
  }));

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

const later = { kind: 'later', afterMs: null } as const;
const made = { videoUrl: 'https://res.jogg.ai/v.mp4', coverUrl: null, title: null, seconds: 4 };
const done = async () => ({ kind: 'done' }) as const;

function withoutIntents(video: Video): Video {
  const posts = { ...video.posts };
  for (const slot of SLOTS) {
    const post = posts[slot];
    if (post?.status === 'sending') posts[slot] = { ...post, status: 'due' };
  }
  return { ...video, posts };
}

/** Reads lag behind: a command is found by its third reading. */
const laggingReads = inPort('store', ({ readCommand }) => {
  const read = new Map<UserCommand, number>();
  return {
    async readCommand(...of) {
      const command = await readCommand(...of);
      if (!command) return undefined;
      const times = (read.get(command) ?? 0) + 1;
      read.set(command, times);
      return times >= 3 ? command : undefined;
    },
  };
});

/** Deliberate faults, each in one port, by the promise that they break. */
const BY_RULE: Readonly<Record<string, Readonly<Record<string, Bug>>>> = {
  'a cancel counts': { 'a store whose reads of a command lag behind': laggingReads },
  'paid once': {
    'a store that forgets the intent to pay': saving((video) =>
      video.state === 'submitting' ? undefined : video,
    ),
    'a renderer that asks again when the answer is lost': inPort('renderer', ({ submit }) => ({
      submit: instead(submit, 'unknown', (_, again) => again()),
    })),
    'a renderer that takes a lost answer for "not sent"': inPort('renderer', ({ submit }) => ({
      submit: instead(submit, 'unknown', () => later),
    })),
  },
  'shown once': {
    'a store that forgets the intent to post': saving(withoutIntents),
    'a messenger that posts again when the answer is lost': inPort('messenger', ({ post }) => ({
      post: instead(post, 'unknown', (_, again) => again()),
    })),
    'a messenger that takes a lost answer for "not sent"': inPort('messenger', ({ post }) => ({
      post: instead(post, 'unknown', () => later),
    })),
    'a messenger that calls absent what it may not look for': inPort('messenger', ({ find }) => ({
      find: instead(find, 'unreadable', () => ({ kind: 'absent' })),
    })),
  },
  'no surprise': {
    'a store that forgets which project was paid for': saving((video) => ({
      ...video,
      project: null,
    })),
  },
  'as it began': {
    'a store that takes every project for one of v1': saving(({ project, ...video }) => ({
      ...video,
      project: project && { ...project, version: 'v1' },
    })),
  },
  'as the model': {
    'a store that forgets that a result was told': saving((video) =>
      video.state === 'delivered' ? undefined : video,
    ),
    'a store that cannot read what a paid request was answered with': inPort(
      'store',
      ({ readReceipt }) => ({ readReceipt: (id) => readReceipt(id).then(() => undefined) }),
    ),
    'a renderer that takes a failure for running': inPort('renderer', ({ poll }) => ({
      poll: instead(poll, 'failed', () => ({ kind: 'running' })),
    })),
  },
  'a choice counts': {
    'a store that cannot read commands': inPort('store', ({ readCommand }) => ({
      readCommand: (...of) => readCommand(...of).then(() => undefined),
    })),
    'a queue that forgets a wake': inPort('queue', () => ({ wake: async () => undefined })),
  },
  'a webhook is a hint': {
    'a store that knows every project': inPort('store', ({ findByProject }) => ({
      findByProject: async (project) => (await findByProject(project)) ?? 'v_other',
    })),
  },
  'one holder': {
    'a lease that is never found lost': ({ bent }) => Object.assign(bent, { fenced: false }),
  },
  'nothing forgotten': {
    'a queue that answers before it has written': inPort('queue', () => ({
      add: async () => true,
    })),
  },
  'the card is true': {
    'a messenger that says done and edits nothing': inPort('messenger', () => ({ edit: done })),
  },
  'nothing astray': {
    'a messenger that says done and withdraws nothing': inPort('messenger', () => ({
      retract: done,
    })),
  },
  'only where it belongs': {
    'a messenger that does not notice a message out of its thread': inPort(
      'messenger',
      ({ post }) => ({
        post: instead(post, 'done', (outcome) => ({ ...outcome, inThread: true })),
      }),
    ),
  },
  'no false ready': {
    'a renderer that takes running for done': inPort('renderer', ({ poll }) => ({
      poll: instead(poll, 'running', () => ({ kind: 'succeeded', result: made })),
    })),
  },
  '5 s between looks': {
    'a pace that is ten times too fast': ({ bent }) => Object.assign(bent, { pollScale: 0.1 }),
  },
};

export const BUGS = Object.entries(BY_RULE).flatMap(([breaks, bugs]) =>
  Object.entries(bugs).map(([name, bend]) => ({ name, breaks, bend })),
);
