import { expect, it } from 'vitest';
import type { Messenger } from '../../src/domain/ports.ts';
import type { PostOutcome } from '../../src/domain/video/outcome.ts';
import type { Slot, Video } from '../../src/domain/video/video.ts';
import { createEmbeddedQueue } from '../../src/queue/embedded-queue.ts';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';
import { createVideoStore } from '../../src/store/video-store.ts';
import { createRunVideo } from '../../src/videos/run-video.ts';
import { createSayQuarantined } from '../../src/videos/say-quarantined.ts';
import { facts } from '../domain/facts.ts';
import { TESTED_VERSION } from '../support/tested-version.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { rowsOf } from './rows.ts';

const MINUTE = 60_000;

/** Ten videos that render for two minutes; the record of `poisoned` is damaged meanwhile. */
async function tenVideos(poisoned: string | null) {
  const clock = createVirtualClock();
  const events: string[] = [];
  const logEvent = (event: string) => void events.push(event);
  const state = openState('memory:', logEvent);
  const store = createVideoStore({ keyvFor: state.keyvFor, logEvent });
  const shown: Record<string, { slots: Slot[]; at: number }> = {};
  const startedAt = clock.now();
  const messenger: Messenger = {
    async post(video: Video, slot: Slot): Promise<PostOutcome> {
      const slots = [...(shown[video.id]?.slots ?? []), slot];
      shown[video.id] = { slots, at: clock.now() - startedAt };
      return { kind: 'done', channel: 'C1', ts: `${slots.length}.0`, inThread: true };
    },
    edit: async () => ({ kind: 'done' }),
    find: async () => ({ kind: 'unreadable' }),
    discard: async () => ({ kind: 'done' }),
    retract: async () => ({ kind: 'done' }),
  };
  const runVideo = createRunVideo({
    store,
    renderer: {
      version: TESTED_VERSION,
      submit: async ({ name }) => ({ kind: 'done', projectId: name, version: TESTED_VERSION }),
      poll: async () => {
        if (clock.now() < startedAt + 2 * MINUTE) return { kind: 'running' };
        const videoUrl = 'https://res.jogg.ai/v.mp4';
        return { kind: 'succeeded', result: { videoUrl, coverUrl: null, title: null, seconds: 4 } };
      },
    },
    messenger,
    storeFile: async () => ({ kind: 'impossible', why: 'no files here' }),
    prepareAudio: async () => ({ kind: 'later', afterMs: null }),
    place: () => null,
    postLimiter: { take: async () => 0 },
    unconfirmed: { add: async () => {}, remove: async () => {} },
    findCandidate: async () => null,
    wake: async () => {},
    standing: async () => 'member',
    rendered: async () => {},
    clock,
    random: () => 0.5,
    pollScale: 1,
    webhook: () => false,
    logEvent,
  });
  const queue = createEmbeddedQueue({
    db: state.db,
    clock,
    random: () => 0.5,
    lanes: { prompt: 2, poll: 2, file: 2 },
    leaseMs: 30_000,
    logEvent,
    onQuarantine: createSayQuarantined({
      messenger,
      claims: createOnceKeys({ keyvFor: state.keyvFor, about: 'quarantined' }),
      clock,
      random: () => 0.5,
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
  const { [poisoned ?? '']: _, ...others } = shown;
  return { poisonedSlots: shown[poisoned ?? '']?.slots, others, events };
}

it('F49: a record that cannot be read is set aside after five tries, said aloud, and holds up no other video', async () => {
  const [usual, poisoned] = [await tenVideos(null), await tenVideos('v3')];
  const { v3: _, ...others } = usual.others;
  expect(poisoned.others).toEqual(others);
  for (const { slots } of Object.values(poisoned.others)) expect(slots).toEqual(['card', 'result']);
  const counted = (event: string) => poisoned.events.filter((each) => each === event).length;
  expect([counted('task_failed'), counted('task_quarantined')]).toEqual([5, 1]);
  expect(poisoned.poisonedSlots).toEqual(['card', 'direct']);
});

it('the row of this file is F49', ({ task }) => {
  expect(rowsOf(task.file.tasks)).toEqual(['F49']);
});
