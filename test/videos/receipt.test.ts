import { describe, expect, it } from 'vitest';
import type { VideoStore } from '../../src/domain/ports.ts';
import { LeaseLostError } from '../../src/videos/run-video.ts';
import { facts, START } from '../domain/facts.ts';
import { living } from './living.ts';

const HELD = { isHeld: async () => true };
const DONE = { kind: 'done', projectId: 'p1', version: 'v2' } as const;
const PAYLOAD = JSON.stringify(facts);
/** Nobody waits. */
const HASTY = { now: () => START, monotonic: () => START, sleep: async () => {} };
const name = (choice: 'ask_again' | 'give_up' | 'cancel') => ({ choice, confirmation: 1 }) as const;

/**
 * A first holder loses its claim while Jogg answers its paid request; `meanwhile` is what happens
 * before the answer comes. Then the next holder runs.
 */
async function answeredTooLate(
  meanwhile: (next: () => Promise<unknown>, world: ReturnType<typeof living>) => Promise<unknown>,
  bend: (store: VideoStore) => Partial<VideoStore> = () => ({}),
) {
  let lost = false;
  let paid = 0;
  const world = living({
    clock: HASTY,
    renderer: {
      version: 'v2',
      submit: async () => {
        paid += 1;
        lost = true;
        await meanwhile(next, world);
        return DONE;
      },
      poll: async () => ({ kind: 'running' }),
    },
  });
  const { runVideo, store } = world;
  Object.assign(store, bend({ ...store }));
  const next = async () => {
    await runVideo('v_1', PAYLOAD, HELD);
    return store.load('v_1');
  };
  const first = await runVideo('v_1', PAYLOAD, { isHeld: async () => !lost }).catch(
    (error: unknown) => error,
  );
  const woken = [...world.woken];
  const video = await next();
  const owner = await store.findByProject('p1');
  return [
    first instanceof LeaseLostError,
    woken,
    video?.state,
    video?.project?.id ?? null,
    paid,
    owner,
  ];
}

const RENDERING = [true, ['v_1'], 'rendering', 'p1', 1, 'v_1'];

describe('an answer that names a project, and a claim that was lost meanwhile', () => {
  it('the next holder renders it, and nothing is paid again', async () => {
    expect(await answeredTooLate(async () => {})).toEqual(RENDERING);
  });

  it('a next holder that has called the video unconfirmed renders it', async () => {
    const states: unknown[] = [];
    const end = await answeredTooLate(async (next, { store }) => {
      await next();
      states.push((await store.load('v_1'))?.state);
    });
    expect([states, end]).toEqual([['unconfirmed'], RENDERING]);
  });

  it('its requester who chose to ask again does not pay again where that was not done yet', async () => {
    const end = await answeredTooLate(async (next, { store }) => {
      await next();
      await store.saveCommand('v_1', name('ask_again'));
    });
    expect(end).toEqual(RENDERING);
  });

  it('its requester who gave up keeps that choice', async () => {
    const end = await answeredTooLate(async (next, { store }) => {
      await next();
      await store.saveCommand('v_1', name('give_up'));
      await next();
    });
    expect(end).toEqual([true, ['v_1'], 'cancelled', null, 1, 'v_1']);
  });

  it('a Cancel pressed while Jogg was asked hides the result of what was paid', async () => {
    const end = await answeredTooLate((_, { store }) => store.saveCommand('v_1', name('cancel')));
    expect(end).toEqual([true, ['v_1'], 'cancelled', 'p1', 1, 'v_1']);
  });

  it.each(['saveReceipt', 'linkProject'] as const)(
    'is kept by a store that fails four times to %s',
    async (method) => {
      let left = 4;
      const end = await answeredTooLate(
        async () => {},
        (store) => ({
          [method]: async (id: never, what: never) => {
            left -= 1;
            if (left >= 0) throw new Error('the disk is full');
            return store[method](id, what);
          },
        }),
      );
      expect([end, left]).toEqual([RENDERING, -1]);
    },
  );
});

describe('a holder that dies between the answer and storing the video', () => {
  it('leaves a video that renders, not one that is unconfirmed', async () => {
    const world = living({
      clock: HASTY,
      renderer: {
        version: 'v2',
        submit: async () => DONE,
        poll: async () => ({ kind: 'running' }),
      },
    });
    const { save } = world.store;
    world.store.save = async (video) => {
      if (video.state === 'rendering') throw new Error('the process is dead');
      return save(video);
    };
    await expect(world.runVideo('v_1', PAYLOAD, HELD)).rejects.toThrow('the process is dead');
    world.store.save = save;
    await world.runVideo('v_1', PAYLOAD, HELD);
    const video = await world.store.load('v_1');
    expect([video?.state, video?.project]).toEqual(['rendering', { id: 'p1', version: 'v2' }]);
  });
});
