import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { onEachEngine } from './engines.ts';
import { someStore } from './some-files.ts';

onEachEngine('values', (share) => {
  /** Two namespaces of an empty state. */
  async function some() {
    const { change, keyvFor } = (await share()).open();
    return { change, keyv: keyvFor('a'), neighbour: keyvFor('b') };
  }

  it('a value comes back as it was set: every kind of JSON, any character, a large text', async () => {
    const { keyv } = await some();
    const values = {
      text: 'grüße 👋 \u0000 \u2028 \\ " \' ; -- %_',
      'key with ünïcode, spaces and 100% \' " ; --': 1,
      ':colon': ':value',
      nested: { list: [1, null, { deep: true }], empty: {} },
      false: false,
      zero: 0,
      blank: '',
      null: null,
      large: 'x'.repeat(1_000_000),
    };
    for (const [key, value] of Object.entries(values))
      expect(await keyv.set(key, value)).toBe(true);
    expect(await keyv.getMany(Object.keys(values))).toEqual(Object.values(values));
  });

  it('the last value counts until it is deleted, once; then nothing is there', async () => {
    const { keyv } = await some();
    await keyv.set('key', 'first', 5);
    await keyv.set('key', 'second');
    await sleep(10);
    const last = await keyv.get('key');
    const deleted = [await keyv.delete('key'), await keyv.delete('key')];
    const left = [await keyv.get('key'), await keyv.has('key')];
    expect([last, deleted, left]).toEqual(['second', [true, false], [undefined, false]]);
  });

  it('what has expired is gone, and what has no time to live stays', async () => {
    const { change, keyv } = await some();
    const times = { brief: 5, long: 60_000, zero: 0, negative: -1 };
    for (const [key, ms] of Object.entries(times)) await keyv.set(key, key, ms);
    await change('a', 'kept', () => ({ answer: null, next: { value: 'kept', ttlMs: 60_000 } }));
    await change('a', 'changed', () => ({ answer: null, next: { value: 'old', ttlMs: 0.5 } }));
    await sleep(10);
    const keys = [...Object.keys(times), 'kept'];
    const found = [await keyv.getMany(keys), await keyv.hasMany(keys)];
    const old = await change('a', 'changed', (was) => ({ answer: was, next: { value: 'new' } }));
    const left = [undefined, 'long', 'zero', 'negative', 'kept'];
    expect(found).toEqual([left, left.map(Boolean)]);
    expect([old, await keyv.get('changed')]).toEqual([undefined, 'new']);
  });

  it('many keys are set, read, listed and deleted at once, in their namespace alone', async () => {
    const { keyv, neighbour } = await some();
    const entries = Array.from({ length: 1_203 }, (_, n) => ({ key: `key ${n}`, value: n }));
    const set = await keyv.setMany(entries);
    for (const key of ['key 1', 'key 2']) await neighbour.set(key, 'theirs');
    const found = await keyv.getMany(['key 2', 'none', 'key 1']);
    const deleted = await keyv.deleteMany(['key 1', 'none']);
    const has = await keyv.hasMany(['key 1', 'key 2']);
    const listed = new Set<unknown>();
    for await (const [key, value] of keyv.iterator()) {
      listed.add(value);
      if (Number(value) % 100 === 0) await keyv.delete(key);
    }
    await keyv.clear();
    const left = [await keyv.get('key 2'), await neighbour.getMany(['key 1', 'key 2'])];
    expect([set.every(Boolean), found, listed.size]).toEqual([true, [2, undefined, 1], 1_202]);
    expect([...deleted, ...has]).toEqual([true, false, false, true]);
    expect(left).toEqual([undefined, ['theirs', 'theirs']]);
  });

  it('a record is added, replaced, kept and removed, and each change answers what it decides', async () => {
    const { change, keyv } = await some();
    const seen: unknown[] = [];
    for (const next of [{ value: 1 }, undefined, { value: { two: '\u0000' } }, 'removed'] as const)
      await change('a', 'key', (old) => {
        seen.push(old);
        return { answer: null, ...(next ? { next } : {}) };
      });
    seen.push(await change('a', 'key', (old) => ({ answer: old ?? 'gone', next: 'removed' })));
    const left = await keyv.get('key');
    expect([seen, left]).toEqual([[undefined, 1, 1, { two: '\u0000' }, 'gone'], undefined]);
  });

  it('a change that fails changes nothing', async () => {
    const { change, keyv } = await some();
    await keyv.set('key', 'old');
    const broken = change('a', 'key', () => {
      throw new Error('undecided');
    });
    await expect(broken).rejects.toThrow('undecided');
    expect(await keyv.get('key')).toBe('old');
  });
});

describe('the SQLite adapter', () => {
  it('throws a typed error where the file fails, and hides nothing as a miss', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    file.close();
    const asks: Promise<unknown>[] = [keyv.get('key'), keyv.set('key', 2), keyv.delete('key')];
    asks.push(
      keyv.has('key'),
      deps.change('a', 'key', () => ({ answer: true })),
    );
    for (const ask of asks) await expect(ask).rejects.toThrow(StoreError);
  });

  it('a full disk is called full; what was there stays, and of many entries none is written', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    await keyv.set('key', 'old');
    file.db.exec('PRAGMA max_page_count = 8');
    const large = { key: 'key', value: 'x'.repeat(100_000) };
    const many = keyv.setMany([{ key: 'small', value: 'x' }, large]);
    for (const each of [keyv.set(large.key, large.value), many])
      await expect(each).rejects.toMatchObject({ code: 'full' });
    expect(await keyv.getMany(['key', 'small'])).toEqual(['old', undefined]);
    expect(await keyv.set('after', 1)).toBe(true);
  });

  it('clears away what has expired as new values come', async () => {
    const { file, deps } = someStore();
    const keyv = deps.keyvFor('a');
    for (let n = 0; n < 10; n += 1) await keyv.set(`brief ${n}`, n, 1);
    await keyv.set('kept', 1);
    await sleep(10);
    await keyv.set('new', 1, 60_000);
    const keys = file.db.prepare('SELECT key FROM keyv ORDER BY key').all();
    expect(keys.map(({ key }) => key)).toEqual(['kept', 'new']);
  });
});
