import { expect, it } from 'vitest';
import { createTyping } from '../../src/listeners/form/typing.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('a typed text is handled only if no other follows within 300 ms', async () => {
  const { sleep, advance } = createVirtualClock();
  const { waitForPause } = createTyping(sleep);
  const waits: Promise<boolean>[] = [];
  for (const pauseMs of [299, 299, 300, 300]) {
    waits.push(waitForPause('V1', {}));
    await advance(pauseMs);
  }
  expect(await Promise.all(waits)).toEqual([false, false, true, true]);
});
