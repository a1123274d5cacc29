import { describe, expect, it } from 'vitest';
import { createKeyedMutex } from '../../src/lib/keyed-mutex.ts';

describe('one after another per key', () => {
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
    expect(log).toEqual([
      'first begins',
      'other begins',
      'other ends',
      'first ends',
      'second begins',
      'second ends',
    ]);
  });

  it('answers as the function does, and goes on after one that throws', async () => {
    const mutex = createKeyedMutex();
    const failing = mutex.run('a', () => Promise.reject(new Error('broken')));
    const throwing = mutex.run('a', () => {
      throw new Error('broken at once');
    });
    const next = mutex.run('a', async () => 5);
    await expect(failing).rejects.toThrow('broken');
    await expect(throwing).rejects.toThrow('broken at once');
    expect(await next).toBe(5);
  });
});
