import type { Keyv } from 'keyv';
import { afterEach, describe, expect, it } from 'vitest';

/** Two namespaces of one store. */
export type MakeKeyvs = () => {
  readonly keyv: Keyv<unknown>;
  readonly neighbour: Keyv<unknown>;
  close(): void;
};

/** What every Keyv this app is run on must do. */
export function describeKeyv(name: string, make: MakeKeyvs): void {
  describe(`Keyv on ${name}`, () => {
    let made: ReturnType<MakeKeyvs> | undefined;
    const open = (): ReturnType<MakeKeyvs> => {
      made = make();
      return made;
    };
    afterEach(() => made?.close());

    it('gives back what was set: every kind of JSON, any characters, a large value', async () => {
      const { keyv } = open();
      const values = {
        text: 'grüße 👋 \u2028 \\ " \' ; -- %_',
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
      const found = await keyv.getMany(Object.keys(values));
      expect(found).toEqual(Object.values(values));
    });

    it('has nothing under a key that was never set', async () => {
      const { keyv } = open();
      expect([await keyv.get('none'), await keyv.has('none'), await keyv.delete('none')]).toEqual([
        undefined,
        false,
        false,
      ]);
    });

    it('keeps the last value set', async () => {
      const { keyv } = open();
      await keyv.set('key', 'first', 5);
      await keyv.set('key', 'second');
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(await keyv.get('key')).toBe('second');
    });

    it('forgets what was deleted, once', async () => {
      const { keyv } = open();
      await keyv.set('key', 1);
      const answers = [await keyv.delete('key'), await keyv.delete('key')];
      expect([answers, await keyv.get('key')]).toEqual([[true, false], undefined]);
    });

    it('forgets what has expired, and keeps for ever what has no time to live', async () => {
      const { keyv } = open();
      await keyv.set('brief', 1, 5);
      await keyv.set('long', 2, 60_000);
      await keyv.set('zero', 3, 0);
      await keyv.set('negative', 4, -1);
      await new Promise((resolve) => setTimeout(resolve, 10));
      const keys = ['brief', 'long', 'zero', 'negative'];
      expect([await keyv.getMany(keys), await keyv.hasMany(keys)]).toEqual([
        [undefined, 2, 3, 4],
        [false, true, true, true],
      ]);
    });

    it('works on many keys at once, in their order', async () => {
      const { keyv } = open();
      const set = await keyv.setMany([
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ]);
      const found = await keyv.getMany(['b', 'none', 'a']);
      const deleted = await keyv.deleteMany(['a', 'none']);
      expect({ set, found, deleted, left: await keyv.hasMany(['a', 'b']) }).toEqual({
        set: [true, true],
        found: [2, undefined, 1],
        deleted: [true, false],
        left: [false, true],
      });
    });

    it('keeps namespaces apart, also when one is cleared or listed', async () => {
      const { keyv, neighbour } = open();
      await keyv.set('key', 'ours');
      await neighbour.set('key', 'theirs');
      await neighbour.set('other', 'theirs');
      await neighbour.delete('other');
      const listed: unknown[] = [];
      for await (const entry of keyv.iterator()) listed.push(entry);
      await neighbour.clear();
      expect([listed, await keyv.get('key'), await neighbour.get('key')]).toEqual([
        [['key', 'ours']],
        'ours',
        undefined,
      ]);
    });

    it('lists every key, also those of a large namespace and while they are deleted', async () => {
      const { keyv } = open();
      const entries = Array.from({ length: 1_203 }, (_, n) => ({ key: `key ${n}`, value: n }));
      await keyv.setMany(entries);
      const seen: unknown[] = [];
      for await (const [key, value] of keyv.iterator()) {
        seen.push(value);
        await keyv.delete(key);
      }
      expect(new Set(seen).size).toBe(1_203);
    });
  });
}
