import type { Messenger, Renderer, VideoStore } from '../../src/domain/ports.ts';
import type { UserCommand, Video } from '../../src/domain/video/video.ts';
import type { Ports } from './cases.ts';
import type { Bug } from './run-seed.ts';

/** A deliberate fault in one port, and the promise that it breaks. */
export interface SeededBug {
  readonly name: string;
  readonly breaks: string;
  readonly bend: Bug;
}

const inStore = (bend: (store: VideoStore) => Partial<VideoStore>): Bug => {
  return (ports) => {
    ports.store = { ...ports.store, ...bend(ports.store) };
  };
};
const inMessenger = (bend: (messenger: Messenger) => Partial<Messenger>): Bug => {
  return (ports) => {
    ports.messenger = { ...ports.messenger, ...bend(ports.messenger) };
  };
};
const inRenderer = (bend: (renderer: Renderer) => Partial<Renderer>): Bug => {
  return (ports) => {
    ports.renderer = { ...ports.renderer, ...bend(ports.renderer) };
  };
};

const later = { kind: 'later', afterMs: null } as const;
const result = {
  videoUrl: 'https://res.jogg.ai/v.mp4',
  coverUrl: null,
  title: null,
  seconds: null,
};

function withoutIntents(video: Video): Video {
  const posts = { ...video.posts };
  for (const slot of ['card', 'late', 'unconfirmed', 'result', 'direct'] as const) {
    const post = posts[slot];
    if (post?.status === 'sending') posts[slot] = { ...post, status: 'due' };
  }
  return { ...video, posts };
}

/** Reads lag behind: a wish is found by its third reading. */
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

export const BUGS: readonly SeededBug[] = [
  {
    name: 'a store whose reads of a wish lag behind',
    breaks: 'a cancel counts',
    bend: inStore(laggingStore),
  },
  {
    name: 'a store that forgets the intent to pay',
    breaks: 'paid once',
    bend: inStore((store) => ({
      save: async (video) => (video.state === 'submitting' ? undefined : store.save(video)),
    })),
  },
  {
    name: 'a store that forgets the intent to post',
    breaks: 'shown once',
    bend: inStore((store) => ({ save: (video) => store.save(withoutIntents(video)) })),
  },
  {
    name: 'a store that forgets which project was paid for',
    breaks: 'no surprise',
    bend: inStore((store) => ({ save: (video) => store.save({ ...video, project: null }) })),
  },
  {
    name: 'a store that takes every project for one of v1',
    breaks: 'as it began',
    bend: inStore((store) => ({
      save: (video) =>
        store.save(
          video.project ? { ...video, project: { ...video.project, version: 'v1' } } : video,
        ),
    })),
  },
  {
    name: 'a store that forgets that a result was told',
    breaks: 'as the model',
    bend: inStore((store) => ({
      save: async (video) => (video.state === 'delivered' ? undefined : store.save(video)),
    })),
  },
  {
    name: 'a store that cannot read wishes',
    breaks: 'a choice counts',
    bend: inStore((store) => ({
      async readCommand(id, confirmation) {
        await store.readCommand(id, confirmation);
        return undefined;
      },
    })),
  },
  {
    name: 'a store that cannot read what a paid request was answered with',
    breaks: 'as the model',
    bend: inStore((store) => ({
      async readReceipt(id) {
        await store.readReceipt(id);
        return undefined;
      },
    })),
  },
  {
    name: 'a store that knows every project',
    breaks: 'a webhook is a hint',
    bend: inStore((store) => ({
      findByProject: async (project) => (await store.findByProject(project)) ?? 'v_other',
    })),
  },
  {
    name: 'a claim that is never found lost',
    breaks: 'one holder',
    bend: (ports: Ports) => {
      ports.fenced = false;
    },
  },
  {
    name: 'a queue that forgets a wake',
    breaks: 'a choice counts',
    bend: (ports: Ports) => {
      ports.queue = { ...ports.queue, wake: async () => undefined };
    },
  },
  {
    name: 'a queue that answers before it has written',
    breaks: 'nothing forgotten',
    bend: (ports: Ports) => {
      ports.queue = { ...ports.queue, add: async () => true };
    },
  },
  {
    name: 'a messenger that posts again when the answer is lost',
    breaks: 'shown once',
    bend: inMessenger((messenger) => ({
      async post(video, slot) {
        const outcome = await messenger.post(video, slot);
        return outcome.kind === 'unknown' ? messenger.post(video, slot) : outcome;
      },
    })),
  },
  {
    name: 'a messenger that takes a lost answer for "not sent"',
    breaks: 'shown once',
    bend: inMessenger((messenger) => ({
      async post(video, slot) {
        const outcome = await messenger.post(video, slot);
        return outcome.kind === 'unknown' ? later : outcome;
      },
    })),
  },
  {
    name: 'a messenger that calls absent what it may not look for',
    breaks: 'shown once',
    bend: inMessenger((messenger) => ({
      async find(video, slot) {
        const outcome = await messenger.find(video, slot);
        return outcome.kind === 'unreadable' ? { kind: 'absent' } : outcome;
      },
    })),
  },
  {
    name: 'a messenger that says done and edits nothing',
    breaks: 'the card is true',
    bend: inMessenger(() => ({ edit: async () => ({ kind: 'done' }) })),
  },
  {
    name: 'a messenger that says done and withdraws nothing',
    breaks: 'nothing astray',
    bend: inMessenger(() => ({ retract: async () => ({ kind: 'done' }) })),
  },
  {
    name: 'a messenger that does not notice a message out of its thread',
    breaks: 'only where it belongs',
    bend: inMessenger((messenger) => ({
      async post(video, slot) {
        const outcome = await messenger.post(video, slot);
        return outcome.kind === 'done' ? { ...outcome, inThread: true } : outcome;
      },
    })),
  },
  {
    name: 'a renderer that asks again when the answer is lost',
    breaks: 'paid once',
    bend: inRenderer((renderer) => ({
      async submit(order) {
        const outcome = await renderer.submit(order);
        return outcome.kind === 'unknown' ? renderer.submit(order) : outcome;
      },
    })),
  },
  {
    name: 'a renderer that takes a lost answer for "not sent"',
    breaks: 'paid once',
    bend: inRenderer((renderer) => ({
      async submit(order) {
        const outcome = await renderer.submit(order);
        return outcome.kind === 'unknown' ? later : outcome;
      },
    })),
  },
  {
    name: 'a renderer that takes running for done',
    breaks: 'no false ready',
    bend: inRenderer((renderer) => ({
      async poll(project) {
        const outcome = await renderer.poll(project);
        return outcome.kind === 'running' ? { kind: 'succeeded', result } : outcome;
      },
    })),
  },
  {
    name: 'a renderer that takes a failure for running',
    breaks: 'as the model',
    bend: inRenderer((renderer) => ({
      async poll(project) {
        const outcome = await renderer.poll(project);
        return outcome.kind === 'failed' ? { kind: 'running' } : outcome;
      },
    })),
  },
  {
    name: 'a pace that is ten times too fast',
    breaks: '5 s between looks',
    bend: (ports: Ports) => {
      ports.pollScale = 0.1;
    },
  },
];
