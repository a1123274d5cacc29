import { expect, it } from 'vitest';
import { createReceiveHint } from '../../src/videos/receive-hint.ts';

it('a webhook wakes a video that is linked to its project during the lookup', async () => {
  const done: string[] = [];
  const lookups = [undefined, 'a video'];
  const receive = createReceiveHint({
    store: {
      rememberReason: async () => {},
      rememberHint: async (project) => void done.push(`hint ${project}`),
      findByProject: async () => lookups.shift(),
    },
    unconfirmed: { rememberHint: async () => {}, videoIds: async () => ['another one'] },
    queue: { wake: async (id) => void done.push(`wake ${id}`) },
  });
  expect([await receive('p1'), ...done]).toEqual(['known', 'hint p1', 'wake a video']);
});
