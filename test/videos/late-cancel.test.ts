import { describe, expect, it } from 'vitest';
import type { Messenger, Renderer } from '../../src/domain/ports.ts';
import { createCancelVideo } from '../../src/videos/cancel-video.ts';
import type { RunVideoDeps } from '../../src/videos/run-video.ts';
import { facts } from '../domain/facts.ts';
import { living, SUCCEEDED } from './living.ts';

const lease = { isHeld: async () => true };
const later = { kind: 'later', afterMs: null } as const;
const recording = { kind: 'url', url: 'https://example.com/a.mp3' } as const;
const SPOKEN = { ...facts, order: { ...facts.order, audio: recording } };

/** A life with its Cancel button, and how it ended after a few runs of its task. */
function life(change: (cancel: () => Promise<void>) => Partial<RunVideoDeps>, of = facts) {
  const told: string[] = [];
  const world = living(
    change(async () => {
      const video = await world.store.load(of.id);
      if (!video) throw new Error('nothing to cancel');
      told.push(
        await createCancelVideo({ store: world.store, queue: { wake: async () => {} } })(video, 1),
      );
    }),
  );
  const run = async (runs: number) => {
    for (let left = runs; left > 0; left -= 1) {
      await world.runVideo(of.id, JSON.stringify(of), lease);
      world.clock.jump(60_000);
    }
    const video = await world.store.load(of.id);
    return [told, video?.state, video?.cancelledIn, world.happened];
  };
  return { ...world, run };
}
const looking = (poll: Renderer['poll']): Partial<RunVideoDeps> => ({
  renderer: {
    version: 'v2',
    submit: async () => ({ kind: 'done', projectId: 'p1', version: 'v2' }),
    poll,
  },
});

describe('Cancel wins against a run in flight', () => {
  it('pressed while the app looks at Jogg, the result is not shown', async () => {
    const { run } = life((cancel) => looking(async () => cancel().then(() => SUCCEEDED)));
    expect(await run(3)).toEqual([['maybe paid'], 'cancelled', 'rendering', ['card of v_1']]);
  });

  it('pressed while a recording is handed over, nothing is paid', async () => {
    const { run } = life(
      (cancel) => ({
        prepareAudio: async () => {
          await cancel();
          return { kind: 'done', audioUrl: 'https://res.jogg.ai/a.mp3' };
        },
      }),
      SPOKEN as unknown as typeof facts,
    );
    expect(await run(2)).toEqual([['unpaid'], 'cancelled', 'announced', ['card of v_1']]);
  });

  it('pressed while its turn to pay is taken, nothing is paid', async () => {
    const { run } = life((cancel) => ({
      postLimiter: { take: async () => cancel().then(() => 0) },
    }));
    expect(await run(2)).toEqual([['unpaid'], 'cancelled', 'announced', ['card of v_1']]);
  });

  it('read as rendering, left while the file was moved, the result is not shown', async () => {
    const world = life(() => ({
      storeFile: async () => {
        await world.store.saveCommand('v_1', { choice: 'cancel', confirmation: 1 });
        return { kind: 'stored', id: 'F1' };
      },
    }));
    expect(await world.run(3)).toEqual([[], 'cancelled', 'ready', ['card of v_1', 'paid']]);
  });

  it('left while Slack puts the result off, the result is not shown', async () => {
    const posted: string[] = [];
    const messenger = (leave: () => Promise<void>): Messenger => ({
      post: async (_, slot) => {
        posted.push(slot);
        if (slot !== 'result') return { kind: 'done', channel: 'C1', ts: '1.1', inThread: true };
        await leave();
        return later;
      },
      edit: async () => ({ kind: 'done' }),
      find: async () => ({ kind: 'absent' }),
      discard: async () => ({ kind: 'done' }),
      retract: async () => ({ kind: 'done' }),
    });
    const world = life(() => ({
      messenger: messenger(() =>
        world.store.saveCommand('v_1', { choice: 'cancel', confirmation: 1 }),
      ),
    }));
    expect([await world.run(4), posted]).toEqual([
      [[], 'cancelled', 'ready', ['paid']],
      ['card', 'result'],
    ]);
  });

  it('of an earlier confirmation counts no more', async () => {
    const world = life(() => ({
      ...looking(async () => {
        await world.store.saveCommand('v_1', { choice: 'cancel', confirmation: 0 });
        return SUCCEEDED;
      }),
    }));
    expect(await world.run(3)).toEqual([[], 'delivered', null, ['card of v_1', 'result of v_1']]);
  });

  it('pressed while Jogg is asked waits for its answer, and never hides what was paid', async () => {
    const { run } = life((cancel) => ({
      renderer: {
        version: 'v2',
        submit: async () =>
          cancel().then(() => ({ kind: 'done', projectId: 'p1', version: 'v2' }) as const),
        poll: async () => SUCCEEDED,
      },
    }));
    expect(await run(2)).toEqual([['maybe paid'], 'cancelled', 'rendering', ['card of v_1']]);
  });

  it('on a task that went to somebody else nothing is read, and nothing stored', async () => {
    let isHeld = true;
    const world = living({
      postLimiter: {
        take: async () => {
          isHeld = false;
          return 0;
        },
      },
    });
    await expect(
      world.runVideo('v_1', JSON.stringify(facts), { isHeld: async () => isHeld }),
    ).rejects.toThrow();
    expect((await world.store.load('v_1'))?.state).toBe('announced');
  });
});
