import { expect, it } from 'vitest';
import { createKeyedMutex } from '../../src/lib/keyed-mutex.ts';

it('runs of a key follow each other even after an error; other keys do not wait', async () => {
  const mutex = createKeyedMutex();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const run = (key: string, name: string, work: () => unknown) =>
    mutex.run(key, async () => {
      log.push(`${name} begins`);
      const answer = await work();
      log.push(`${name} ends`);
      return answer;
    });
  const fail = () => {
    throw new Error('broken');
  };
  const results = [
    run('a', 'first', () => gate.promise),
    run('a', 'second', fail).catch(String),
    mutex.run('a', fail).catch(String),
    run('a', 'last', () => 5),
  ];
  await run('b', 'other', () => undefined);
  gate.resolve();
  expect([await Promise.all(results), log.join(', ')]).toEqual([
    [undefined, 'Error: broken', 'Error: broken', 5],
    'first begins, other begins, other ends, first ends, second begins, last begins, last ends',
  ]);
});
