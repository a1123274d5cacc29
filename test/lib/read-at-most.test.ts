import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readAtMost } from '../../src/lib/network/read-at-most.ts';

it('of a body that is too large nothing is kept, and its connection stays only for an answer', async () => {
  const endless = () =>
    new Readable({
      read() {
        this.push(Buffer.alloc(2));
      },
    });
  const [left, answered] = [endless(), endless()];
  const read = [await readAtMost(left, 1), await readAtMost(answered, 1, 'pause')];
  expect([read, left.destroyed, answered.destroyed]).toEqual([[null, null], true, false]);
});

it('a body that ends early, or is no bytes, is an error', async () => {
  const cut = new Readable({ read: () => void setImmediate(() => cut.destroy()) });
  await expect(readAtMost(cut, 1)).rejects.toThrow('the body was cut');
  await expect(readAtMost(Readable.from(['text']), 9)).rejects.toThrow('must come as bytes');
});
