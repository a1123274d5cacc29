import { expect, it } from 'vitest';
import { createKeyedMutex } from '../../src/lib/keyed-mutex.ts';

it('runs of one key never overlap and keep their order; other keys do not wait', async () => {
  const mutex = createKeyedMutex();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const run = (key: string, name: string, wait?: Promise<void>) =>
    mutex.run(key, async () => {
      log.push(`${name} begins`);
      await wait;
      log.push(`${name} ends`);
    });
  const runs = [run('a', 'first', gate.promise), run('a', 'second'), run('b', 'other')];
  await runs[2];
  gate.resolve();
  await Promise.all(runs);
  expect(log.join(', ')).toBe(
    'first begins, other begins, other ends, first ends, second begins, second ends',
  );
});

it('a run answers as its function does, and the key goes on after one that throws', async () => {
  const mutex = createKeyedMutex();
  const throwing = () => {
    throw new Error('at once');
  };
  const runs = [() => Promise.reject(new Error('later')), throwing, async () => 5];
  const ends = await Promise.allSettled(runs.map((run) => mutex.run('a', run)));
  expect(ends).toMatchObject([
    { reason: { message: 'later' } },
    { reason: { message: 'at once' } },
    { value: 5 },
  ]);
});
