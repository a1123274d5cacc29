import { expect, it } from 'vitest';
import type { Messenger } from '../../src/domain/ports.ts';
import { createTaskQueue } from '../../src/queue/task-queue.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { createSayQuarantined } from '../../src/videos/say-quarantined.ts';
import { facts } from '../domain/facts.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { living, SUCCEEDED } from '../videos/living.ts';
import { MINUTE } from './play.ts';

/**
 * Ten videos that render for two minutes; the record of `poisoned` is damaged meanwhile. What each
 * one's thread shows and when, and what was logged.
 */
async function tenVideos(poisoned: string | null) {
  const clock = createVirtualClock();
  const startedAt = clock.now();
  const events: string[] = [];
  const logEvent = (event: string) => void events.push(event);
  const shown: Record<string, string[]> = {};
  const messenger: Messenger = {
    async post({ id }, slot) {
      const posts = [...(shown[id] ?? []), `${slot} at ${clock.now() - startedAt}`];
      shown[id] = posts;
      return { kind: 'done', channel: 'C1', ts: `${posts.length}.0`, inThread: true };
    },
    edit: async () => ({ kind: 'done' }),
    find: async () => ({ kind: 'unreadable' }),
    discard: async () => ({ kind: 'done' }),
    retract: async () => ({ kind: 'done' }),
  };
  const { runVideo, state } = living({
    clock,
    logEvent,
    messenger,
    renderer: {
      version: 'v1',
      submit: async ({ name }) => ({ kind: 'done', projectId: name, version: 'v1' }),
      poll: async () => (clock.now() < startedAt + 2 * MINUTE ? { kind: 'running' } : SUCCEEDED),
    },
  });
  const random = () => 0.5;
  const queue = createTaskQueue({
    tasks: state.tasks,
    clock,
    random,
    lanes: { prompt: 2, poll: 2, file: 2 },
    leaseMs: 30_000,
    logEvent,
    onQuarantine: createSayQuarantined({
      messenger,
      claims: createOnceKeys({ ...state, about: 'quarantined' }),
      clock,
      random,
      stopping: new AbortController().signal,
      logEvent,
    }),
  });
  await queue.start(runVideo);
  for (let index = 0; index < 10; index += 1) {
    const id = `v${index}`;
    await queue.add(id, JSON.stringify({ ...facts, id, order: { ...facts.order, name: id } }));
  }
  await clock.advance(MINUTE);
  if (poisoned) await state.keyvFor('video').set(poisoned, { state: 'rendering', id: 7 });
  await clock.advance(60 * MINUTE);
  const stopping = queue.stop(1_000);
  await clock.advance(2_000);
  await stopping;
  state.close();
  return { shown, events };
}

it('F49: a record that cannot be read is set aside after five tries, said aloud, and holds up no other video', async () => {
  const [usual, poisoned] = [await tenVideos(null), await tenVideos('v3')];
  const { v3: damaged = [], ...others } = poisoned.shown;
  const { v3: whole = [], ...rest } = usual.shown;
  expect(others).toEqual(rest);
  const slots = (posts: readonly string[]) => posts.map((post) => post.split(' ')[0]);
  expect([...Object.values(rest), whole].map(slots)).toEqual(Array(10).fill(['card', 'result']));
  expect(slots(damaged)).toEqual(['card', 'direct']);
  const counted = (event: string) => poisoned.events.filter((each) => each === event).length;
  expect([counted('task_failed'), counted('task_quarantined')]).toEqual([5, 1]);
});
