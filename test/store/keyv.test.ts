import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { onEachEngine } from './engines.ts';
import { someStore } from './temp-state.ts';

onEachEngine('values', (share) => {
  /** Two namespaces of an empty state. */
  async function some() {
    const { change, keyvFor } = (await share()).open();
    return { change, keyv: keyvFor('a'), neighbour: keyvFor('b') };
  }

  it('a value comes back as it was set: every kind of JSON, any character, a large text, in its namespace alone', async () => {
    const { keyv, neighbour } = await some();
    await neighbour.set('zero', 'theirs');
    const values = {
      text: 'grüße 👋 \u0000 \u2028 \\ " \' ; -- %_',
      'key with ünïcode, spaces and 100% \' " ; --': 1,
      ':colon': ':value',
      nested: { list: [1, null, { deep: true }], empty: {} },
      ...{ false: false, zero: 0, blank: '', null: null, large: 'x'.repeat(1_000_000) },
    };
    for (const [key, value] of Object.entries(values))
      expect(await keyv.set(key, value)).toBe(true);
    expect(await keyv.getMany(Object.keys(values))).toEqual(Object.values(values));
    expect([await neighbour.get('zero'), await neighbour.get('text')]).toEqual([
      'theirs',
      undefined,
    ]);
  });

  it('what has expired is gone, and what has no time to live stays, also over a value that had one', async () => {
    const { change, keyv } = await some();
    const times = { brief: 5, long: 60_000, zero: 0, negative: -1, again: 5 };
    for (const [key, ms] of Object.entries(times)) await keyv.set(key, key, ms);
    await keyv.set('again', 'again');
    await change('a', 'kept', () => ({ result: null, next: { value: 'kept', ttlMs: 60_000 } }));
    await change('a', 'changed', () => ({ result: null, next: { value: 'old', ttlMs: 0.5 } }));
    await sleep(10);
    const keys = [...Object.keys(times), 'kept'];
    const found = [await keyv.getMany(keys), await keyv.hasMany(keys)];
    const old = await change('a', 'changed', (was) => ({ result: was, next: { value: 'new' } }));
    const left = [undefined, 'long', 'zero', 'negative', 'again', 'kept'];
    expect(found).toEqual([left, left.map(Boolean)]);
    expect([old, await keyv.get('changed')]).toEqual([undefined, 'new']);
  });
});

it('a full disk is called full: nothing is lost or half written, and no failure looks like a miss', async () => {
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
  file.close();
  for (const ask of [keyv.get('key'), keyv.has('key'), keyv.delete('key')])
    await expect(ask).rejects.toMatchObject({ name: 'StoreError' });
});

it('SQLite clears away what has expired as new values come', async () => {
  const { file, deps } = someStore();
  const keyv = deps.keyvFor('a');
  for (let n = 0; n < 10; n += 1) await keyv.set(`brief ${n}`, n, 1);
  await keyv.set('kept', 1);
  await sleep(10);
  await keyv.set('new', 1, 60_000);
  const keys = file.db.prepare('SELECT key FROM keyv ORDER BY key').all();
  expect(keys.map(({ key }) => key)).toEqual(['kept', 'new']);
});
