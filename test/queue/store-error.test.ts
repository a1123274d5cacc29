import { expect, it } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { newPath } from '../store/some-files.ts';
import { totalOf } from '../support/lane-total.ts';
import { idle, open, plant, type Run, started } from './harness.ts';

/** A queue over a file that another connection can lock. */
async function lockable(run: Run) {
  const path = newPath();
  const harness = await started(run, { file: open(path, 1) });
  const { db } = open(path);
  const lock = () => db.exec('BEGIN IMMEDIATE');
  /** After a store that works again the queue does within 5 s. */
  const unlock = async () => {
    db.exec('COMMIT');
    await harness.pass(5_000);
  };
  return { ...harness, other: { ...harness.file, db }, lock, unlock };
}

it('a run that ended while the store was locked is not run again', async () => {
  const gate = Promise.withResolvers<'idle'>();
  const { queue, pass, ids, lock, unlock } = await lockable(() => gate.promise);
  await queue.add('a', '');
  await pass(0);
  lock();
  gate.resolve('idle');
  await pass(120_000);
  await unlock();
  expect([ids(), totalOf(await queue.lanes()).resting]).toEqual([['a'], 1]);
});

it('a claim whose answer was lost is given up when the store recovers, and runs', async () => {
  const { pass, ids, file, other, lock, unlock } = await lockable(idle);
  plant(file, ['claimed'], 'here 1 here all 1 n');
  lock();
  await pass(10_000);
  const during = ids();
  plant(other, ['due']);
  await unlock();
  expect([during, ids().toSorted()]).toEqual([[], ['claimed', 'due']]);
});

it('failures of the store do not quarantine a task', async () => {
  const { queue, pass, ids } = await started(async ({ nth }) => {
    const full = new StoreError('full', 'no room left');
    if (nth <= 10) throw new Error('not saved', { cause: full });
    return 'idle';
  });
  await queue.add('a', '');
  await pass(120_000);
  expect([ids().length, totalOf(await queue.lanes()).resting]).toEqual([11, 1]);
});
