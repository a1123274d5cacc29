import { expect, it } from 'vitest';
import { createOnceKeys } from '../../src/store/once-keys.ts';
import { openState } from '../../src/store/open-state.ts';

it('of many who claim at once one gets it; given back, it can be had again; and it is known whether it happened', async () => {
  const { change, close } = openState('memory:', () => {});
  const claims = createOnceKeys({ change, about: 'share' });
  const first = await Promise.all(Array.from({ length: 20 }, () => claims.take('V1')));
  const other = await claims.take('V2');
  await claims.release('V1');
  const again = [await claims.take('V1'), await claims.take('V1')];
  const taken = await claims.finished('V1');
  await claims.finish('V1');
  const finished = [await claims.finished('V1'), await claims.take('V1')];
  close();
  expect([first.filter(Boolean).length, other, again]).toEqual([1, true, [true, false]]);
  expect([taken, finished]).toEqual([false, [true, false]]);
});
