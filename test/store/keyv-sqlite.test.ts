import { join } from 'node:path';
import { Keyv } from 'keyv';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { describeKeyv } from './keyv-suite.ts';
import { open, someFolder, someStore } from './some-files.ts';

describeKeyv('a Map', () => ({
  keyv: new Keyv<unknown>({ namespace: 'a' }),
  neighbour: new Keyv<unknown>({ namespace: 'b' }),
  close: () => undefined,
}));

describeKeyv('SQLite', () => {
  const { keyvFor } = open();
  return { keyv: keyvFor('a'), neighbour: keyvFor('b'), close: () => undefined };
});

describe('the SQLite adapter', () => {
  it('is used by Keyv as it is, with absolute deadlines', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    const before = Date.now();
    await keyv.set('key', 1, 60_000);
    const row = file.db.prepare('SELECT expires FROM keyv').get();
    expect(keyv.store.capabilities?.expires).toBe(true);
    expect(Number(row?.['expires']) - before).toBeGreaterThanOrEqual(60_000);
    expect(Number(row?.['expires']) - before).toBeLessThan(120_000);
  });

  it('throws a typed error where the store fails, and hides nothing as a miss', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    await keyv.set('key', 1);
    file.close();
    for (const attempt of [
      keyv.get('key'),
      keyv.set('key', 2),
      keyv.delete('key'),
      keyv.has('key'),
      keyv.clear(),
    ])
      await expect(attempt).rejects.toThrow(StoreError);
  });

  it('a full disk is said to be full, and what was there stays', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    await keyv.set('key', 'old');
    file.db.exec('PRAGMA max_page_count = 8');
    await expect(keyv.set('key', 'x'.repeat(100_000))).rejects.toMatchObject({ code: 'full' });
    expect(await keyv.get('key')).toBe('old');
  });

  it('many entries are written all or none', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    file.db.exec('PRAGMA max_page_count = 8');
    const entries = [
      { key: 'small', value: 'x' },
      { key: 'large', value: 'x'.repeat(100_000) },
    ];
    await expect(keyv.setMany(entries)).rejects.toMatchObject({ code: 'full' });
    expect(await keyv.has('small')).toBe(false);
    expect(await keyv.set('after', 1)).toBe(true);
  });

  it('does not believe a value that changed on the disk', async () => {
    const { deps, flip } = someStore();
    const keyv = deps.keyvFor('a');
    await keyv.set('key', { credits: 1 });
    flip('a', '1', '9');
    expect(await keyv.get('key')).toEqual({ damaged: '{"value":{"credits":9}}' });
  });

  it('clears away what has expired as new values come', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    for (let n = 0; n < 10; n += 1) await keyv.set(`brief ${n}`, n, 1);
    await keyv.set('kept', 1);
    await new Promise((resolve) => setTimeout(resolve, 10));
    await keyv.set('new', 1, 60_000);
    const keys = file.db.prepare('SELECT key FROM keyv ORDER BY key').all();
    expect(keys.map(({ key }) => key)).toEqual(['kept', 'new']);
  });

  it('is still there after the file was closed and opened again', async () => {
    const path = join(someFolder(), 'state.sqlite');
    const first = open(path);
    await first.keyvFor('a').set('key', 'kept');
    await first.close();
    expect(await open(path).keyvFor('a').get('key')).toBe('kept');
  });
});
