import { expect, it } from 'vitest';
import { createTyping } from '../../src/listeners/form/typing.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

it('a typed text is handled only if no other follows within 300 ms', async () => {
  const { sleep, advance } = createVirtualClock();
  const { waitForPause } = createTyping(sleep);
  const waits = [0, 299, 598, 899].map((at) => sleep(at).then(() => waitForPause('V1', {})));
  await advance(2_000);
  expect(await Promise.all(waits)).toEqual([false, false, true, true]);
});
