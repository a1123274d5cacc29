import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { onEachEngine } from './engines.ts';
import { memoryStore } from './temp-state.ts';

onEachEngine('values', (share) => {
  async function openKeyvs() {
    const { change, keyvFor } = (await share()).open();
    return { change, keyv: keyvFor('a'), other: keyvFor('b') };
  }

  it('a value is read back unchanged from its namespace: every kind of JSON, any character and a large text', async () => {
    const { keyv, other } = await openKeyvs();
    await other.set('zero', 'theirs');
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
    expect([await other.get('zero'), await other.get('text')]).toEqual(['theirs', undefined]);
  });

  it('expired values are gone; values without a time to live stay, even if they replace one that had one', async () => {
    const { change, keyv } = await openKeyvs();
    const times = { brief: 5, long: 60_000, zero: 0, negative: -1, again: 5 };
    for (const [key, ms] of Object.entries(times)) await keyv.set(key, key, ms);
    await keyv.set('again', 'again');
    await change('a', 'kept', () => ({ result: null, next: { value: 'kept', ttlMs: 60_000 } }));
    await change('a', 'changed', () => ({ result: null, next: { value: 'old', ttlMs: 0.5 } }));
    await sleep(10);
    const keys = [...Object.keys(times), 'kept'];
    const found = [await keyv.getMany(keys), await keyv.hasMany(keys)];
    const old = await change('a', 'changed', (was) => ({ result: was, next: { value: 'new' } }));
    const expected = [undefined, 'long', 'zero', 'negative', 'again', 'kept'];
    expect(found).toEqual([expected, expected.map(Boolean)]);
    expect([old, await keyv.get('changed')]).toEqual([undefined, 'new']);
  });
});

it('a full disk is reported as full: nothing is lost or half written, and no failure looks like a missing value', async () => {
  const { state, deps } = memoryStore();
  const keyv = deps.keyvFor('a');
  await keyv.set('key', 'old');
  state.db.exec('PRAGMA max_page_count = 8');
  const large = { key: 'key', value: 'x'.repeat(100_000) };
  const many = keyv.setMany([{ key: 'small', value: 'x' }, large]);
  for (const each of [keyv.set(large.key, large.value), many])
    await expect(each).rejects.toMatchObject({ code: 'full' });
  expect(await keyv.getMany(['key', 'small'])).toEqual(['old', undefined]);
  expect(await keyv.set('after', 1)).toBe(true);
  state.close();
  for (const operation of [keyv.get('key'), keyv.has('key'), keyv.delete('key')])
    await expect(operation).rejects.toMatchObject({ name: 'StoreError' });
});

it('SQLite deletes expired values when new ones are written', async () => {
  const { state, deps } = memoryStore();
  const keyv = deps.keyvFor('a');
  for (let n = 0; n < 10; n += 1) await keyv.set(`brief ${n}`, n, 1);
  await keyv.set('kept', 1);
  await sleep(10);
  await keyv.set('new', 1, 60_000);
  const keys = state.db.prepare('SELECT key FROM keyv ORDER BY key').all();
  expect(keys.map(({ key }) => key)).toEqual(['kept', 'new']);
});
