import { describe, expect, it } from 'vitest';
import type { PollOutcome } from '../../src/domain/video/outcome.ts';
import type { Failure } from '../../src/domain/video/video.ts';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';
import { facts } from '../domain/facts.ts';
import { living, SUCCEEDED } from './living.ts';

const HELD = { isHeld: async () => true };
const failed = (reason: Failure['reason'], detail: string | null = null): PollOutcome => ({
  kind: 'failed',
  failure: { reason, detail, rid: 'r1' },
});

/** What a video came to that looks at Jogg as `look` says, after a webhook gave a reason. */
async function cameTo(poll: PollOutcome, waitMs = 0) {
  const world = living({
    renderer: {
      version: 'v1',
      submit: async () => ({ kind: 'done', projectId: 'p1', version: 'v1' }),
      poll: async () => poll,
    },
  });
  const { store, unconfirmed, clock } = world;
  const hint = createReceiveHint({ store, unconfirmed, queue: { wake: async () => {} } });
  const run = async () => world.runVideo('v_1', JSON.stringify(facts), HELD);
  await run();
  await hint('p1', 'no voice');
  clock.jump(60_000 + waitMs);
  await run();
  clock.jump(60_000);
  await run();
  const video = await store.load('v_1');
  return [video?.state, video?.failure ?? null];
}

describe('the reason that a webhook gave', () => {
  it('is told where Jogg itself says that the render failed, and not why', async () => {
    expect(await cameTo(failed('rendering'))).toEqual([
      'failed',
      { reason: 'rendering', detail: 'no voice', rid: 'r1' },
    ]);
  });

  it.each<[string, PollOutcome, unknown[]]>([
    [
      'says why itself',
      failed('rendering', 'bad words'),
      ['failed', { reason: 'rendering', detail: 'bad words', rid: 'r1' }],
    ],
    [
      'says that it was deleted',
      failed('deleted'),
      ['failed', { reason: 'deleted', detail: null, rid: 'r1' }],
    ],
    ['says that it still renders', { kind: 'running' }, ['rendering', null]],
    ['says that it is done', SUCCEEDED, ['delivered', null]],
    ['cannot be asked', { kind: 'later', afterMs: null }, ['rendering', null]],
  ])('is worth nothing where Jogg %s', async (_, poll, end) => {
    expect(await cameTo(poll)).toEqual(end);
  });
});
